package dev.cuecard.kit;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.anthropic.Anthropic;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.google.Gemini;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.message.Message;
import dev.cuecard.ollama.Ollama;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The wire protocols, for tests that go through all of them. */
public enum Protocol {
    OPENAI("openai-chat", OpenAi.model("gpt-4o-mini"), "text/event-stream"),
    ANTHROPIC("anthropic-messages", Anthropic.model("claude-sonnet-4-5"), "text/event-stream"),
    GOOGLE("gemini-generate-content", Gemini.model("gemini-2.5-flash"), "text/event-stream"),
    OLLAMA("ollama-chat", Ollama.model("llama3.2"), "application/x-ndjson");

    private final String api;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Model<?> model;

    private final String streamType;

    Protocol(String api, Model<?> model, String streamType) {
        this.api = api;
        this.model = model;
        this.streamType = streamType;
    }

    /** The name that recordings know it by. */
    public String api() {
        return api;
    }

    public Model<?> model() {
        return model;
    }

    /** The media type of a streamed answer. */
    public String streamType() {
        return streamType;
    }

    public Provider<?> provider() {
        return PromptClient.builder().build().providers().stream()
                .filter(provider -> provider.name().equals(model.provider()))
                .findFirst()
                .orElseThrow();
    }

    /** A client that finds the provider at a server of the test's. */
    public PromptClient.Builder clientOf(ScriptedServer server) {
        return clientOf("http://127.0.0.1:" + server.port());
    }

    /** A client that finds the provider at an address. */
    public PromptClient.Builder clientOf(String baseUrl) {
        PromptClient.Builder client = PromptClient.builder().baseUrl(model.provider(), baseUrl);
        return this == OLLAMA ? client : client.apiKey(model.provider(), "sk-test-0123456789");
    }

    /** A prompt of these messages for this protocol's model. */
    public TypedPrompt<?> prompt(PromptClient client, CallOptions options, List<Message> messages) {
        return HandWrittenPrompt.with(client, options, messages).on(model);
    }

    /** A prompt that says hello, over a server of the test's. */
    public TypedPrompt<?> prompt(ScriptedServer server, CallOptions options) {
        return prompt(clientOf(server).build(), options);
    }

    /** A prompt that says hello, over a client. */
    public TypedPrompt<?> prompt(PromptClient client, CallOptions options) {
        return prompt(client, options, List.of(Message.user("Say hello.")));
    }

    /** A script that gives a reply as it is asked for, streamed or whole, in the protocol's own format. */
    public Script replying(Reply reply) {
        return (request, wire) -> {
            boolean streamed = this == GOOGLE
                    ? request.line().contains("streamGenerateContent")
                    : request.body().contains("\"stream\":true");
            if (streamed) {
                wire.beginStreamOf(streamType);
                for (byte[] event : provider().mockWriter().stream(reply)) {
                    wire.chunk(event);
                }
                wire.end();
            } else {
                wire.answer(
                        200,
                        "application/json",
                        new String(provider().mockWriter().whole(reply), StandardCharsets.UTF_8));
            }
        };
    }

    /** The body of an error answer, as the provider's documentation shows it. */
    public String error(int status, String type, String message) {
        return switch (this) {
            case OPENAI ->
                "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":null}}";
            case ANTHROPIC ->
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
            case GOOGLE ->
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + type + "\"}}";
            case OLLAMA -> "{\"error\":\"" + message + "\"}";
        };
    }
}
