package dev.cuecard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.PromptClient;
import dev.cuecard.message.Message;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.ScriptedReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the clients of the server get over real sockets, and what becomes of the model's call when they go. */
@Timeout(60)
class ServeRecipesTest {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private @Nullable ServeRecipes server;

    private ServeRecipes serving(MockModel mock) throws IOException {
        Answer<?> who = new Answer<>(mock.client(), OpenAi.model("gpt-4o-mini"), "a script");
        ServeRecipes started = ServeRecipes.start(who, "apples", 0, Duration.ofMillis(10), log::add);
        server = started;
        return started;
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks, and reads up to a line that holds something, which is in the middle of the reply. */
    private static Socket readUntil(String awaited, ServeRecipes server, String path) throws IOException {
        URI address = URI.create(server.address());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = "";
        while (!line.contains(awaited)) {
            line = reader.readLine();
            assertThat(line).as("a line with " + awaited).isNotNull();
        }
        return socket;
    }

    private @Nullable String logged() throws InterruptedException {
        return log.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void plain_text_is_the_reply_to_what_the_query_names() throws Exception {
        MockModel mock = MockModel.chunks("Bake", " a", " p\u00e2t\u00e9");

        HttpResponse<String> response = get(serving(mock).address() + "/text?x=1&ingredient=brown+butter%26salt");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo("Bake a p\u00e2t\u00e9\n");
        assertThat(mock.requests().get(0).messages())
                .containsExactly(Message.user("Recommend recipes that use brown butter&salt as an ingredient"));
        assertThat(logged()).startsWith("/text brown butter&salt: completed after ");
    }

    @Test
    void events_are_the_pieces_of_the_reply_and_its_end() throws Exception {
        HttpResponse<String> response =
                get(serving(MockModel.chunks("Bake", " a\n\npie")).address() + "/events");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.body().replaceAll("(?m)^:\n\n", ""))
                .isEqualTo("data: Bake\n\ndata:  a\ndata: \ndata: pie\n\nevent: end\ndata:\n\n");
    }

    @Test
    void a_client_of_events_that_goes_away_aborts_the_call_of_a_silent_model() throws Exception {
        ServeRecipes serving = serving(MockModel.chunks("Bake", " a", " pie").stallingAfter(2));

        readUntil("data:  a", serving, "/events?ingredient=pears").close();

        assertThat(logged()).isEqualTo("/events pears: aborted after 2 chunks");
    }

    @Test
    void a_client_of_text_that_goes_away_aborts_the_call_when_the_model_says_more() throws Exception {
        ServeRecipes serving =
                serving(MockModel.streaming("word ".repeat(50_000)).delay(Duration.ofMillis(1)));

        readUntil("word", serving, "/text?ingredient=pears").close();

        assertThat(logged()).startsWith("/text pears: aborted after ");
    }

    @Test
    void text_that_breaks_off_is_not_taken_for_the_whole() throws Exception {
        ServeRecipes serving = serving(MockModel.chunks("Bake", " a", " pie").failingAfter(2));

        assertThatThrownBy(() -> get(serving.address() + "/text")).isInstanceOf(IOException.class);

        assertThat(logged()).contains("/text apples: ", "Connection reset");
    }

    @Test
    void a_failure_before_the_first_text_is_a_status() throws Exception {
        ServeRecipes serving = serving(MockModel.answering(400, "No such dish"));

        HttpResponse<String> response = get(serving.address() + "/text");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("No such dish");
    }

    @Test
    void a_failure_among_events_is_an_event() throws Exception {
        ServeRecipes serving = serving(MockModel.chunks("Bake", " a").failingAfter(1));

        assertThat(get(serving.address() + "/events").body())
                .contains("data: Bake\n\n", "event: failure\ndata: ")
                .doesNotContain("event: end");
    }

    @Test
    void closing_the_server_ends_the_replies_that_are_being_written() throws Exception {
        ServeRecipes serving = serving(MockModel.chunks("Bake", " a").stallingAfter(1));
        try (Socket client = readUntil("Bake", serving, "/text")) {
            assertThat(client.isConnected()).isTrue();

            serving.close();

            assertThat(logged()).isEqualTo("/text apples: aborted after 1 chunks");
        }
    }

    @Test
    void only_what_is_there_can_be_got() throws Exception {
        ServeRecipes serving = serving(MockModel.streaming("Bake"));

        assertThat(get(serving.address() + "/").body()).contains("new EventSource(\"/events\"");
        assertThat(get(serving.address() + "/favicon.ico").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(URI.create(serving.address() + "/text"))
                .POST(HttpRequest.BodyPublishers.ofString("apples"))
                .build();
        assertThat(send(post).statusCode()).isEqualTo(405);
        assertThat(log).isEmpty();
    }

    @Test
    void the_example_prints_its_address_and_serves_until_it_is_interrupted() throws Exception {
        ScriptedReply script = MockModel.streaming("Bake a pie");
        Answers answers = new Answers(Map.of("OLLAMA_HOST", "127.0.0.1:1"), PromptClient::shared, script, line -> {});
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            Thread running = new Thread(() -> ServeRecipes.run(answers, "brown butter", out));
            running.start();
            BufferedReader reader = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
            List<String> lines = List.of(reader.readLine(), reader.readLine(), reader.readLine());

            String text = lines.get(1).replaceAll(".*'(.*)'", "$1");
            assertThat(text).endsWith("/text?ingredient=brown+butter");
            assertThat(get(text).body()).isEqualTo("Bake a pie\n");

            running.interrupt();
            running.join();
            assertThatThrownBy(() -> get(text)).isInstanceOf(ConnectException.class);
        }
    }
}
