package dev.cuecard.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Stands where a client's connections would be and answers each request from the next script, in the thread that asks.
 */
final class ScriptedAnswers implements Interceptor {

    private final List<Script> scripts;
    private final RequestLog log;
    private final AtomicInteger next = new AtomicInteger();

    ScriptedAnswers(List<Script> scripts, RequestLog log) {
        this.scripts = scripts;
        this.log = log;
    }

    @Override
    public Response intercept(Chain chain) {
        Request request = chain.request();
        String number = request.headers().get(MockProvider.TICKET);
        return log.send(number == null ? "" : number)
                .map(ticket -> respond(chain, nextScript().answer(ticket), mediaType(ticket)))
                .orElseGet(() -> respond(chain, unknown(request), MediaType.get("text/plain; charset=utf-8")));
    }

    private Script nextScript() {
        int index = next.getAndUpdate(i -> Math.min(i + 1, scripts.size() - 1));
        return scripts.get(index);
    }

    private static Answer unknown(Request request) {
        String words = "This MockModel does not speak for " + request.url().host()
                + ". Hand the provider to MockModel.client(provider), not to the builder.";
        return new Answer(400, Map.of(), List.of(Answer.bytes(words.getBytes(StandardCharsets.UTF_8))));
    }

    private static MediaType mediaType(Ticket ticket) {
        return MediaType.get(
                switch (ticket.framing()) {
                    case SSE -> "text/event-stream";
                    case NDJSON -> "application/x-ndjson";
                    case JSON -> "application/json";
                });
    }

    private static Response respond(Chain chain, Answer answer, MediaType type) {
        ScriptedBody body = ScriptedBody.of(chain.call(), Steps.of(answer.body()));
        return OfflineResponse.of(chain, answer.status(), Headers.of(answer.headers()), type, body);
    }
}
