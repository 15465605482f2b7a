package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.kit.Recordings;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import dev.cuecard.stream.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is sent back with the next turn, so that the model can go on thinking. */
class ThoughtSignaturesTest {

    private static final String STOP = Merged.finish("STOP");

    private static ProviderData signature(String value) {
        return new ProviderData("google", "{\"thoughtSignature\":\"" + value + "\"}");
    }

    private static Part text(String value) {
        return new Text(value);
    }

    private static ToolCall call(String name, String arguments) {
        return new ToolCall(Optional.empty(), name, arguments);
    }

    /** The turn as a client makes it of the reply: the text, then the calls that are whole. */
    private static Message turn(Merged merged) {
        List<Part> parts = new ArrayList<>();
        String said = merged.first().text.toString();
        if (!said.isEmpty() || merged.first().calls.isEmpty()) {
            parts.add(new Text(said));
        }
        for (ToolCallDelta each : merged.first().calls) {
            if (each.arguments().endsWith("}")) {
                Optional<String> id = each.id().isEmpty() ? Optional.empty() : Optional.of(each.id());
                parts.add(new ToolCall(id, each.name(), each.arguments()));
            }
        }
        return new Message(Role.ASSISTANT, parts);
    }

    @Test
    void a_reply_of_endless_calls_does_not_fill_the_memory() {
        ThoughtSignatures signatures = new ThoughtSignatures();
        String megabyte = "s".repeat(1024 * 1024);
        signatures.ofCall("", "f", "first");
        for (int i = 0; i < ThoughtSignatures.MOST_KEPT / megabyte.length(); i++) {
            signatures.ofCall("", "f", megabyte);
        }
        signatures.ofCall("", "f", "last");
        Message turn = new Message(Role.ASSISTANT, List.of(call("f", "{}")));

        assertThat(signatures.completion().complete(turn, "").parts()).containsExactly(call("f", "{}"));
    }

    private static List<Part> completed(String... events) throws Exception {
        Merged merged = Merged.stream(events);
        return merged.decoder
                .turnCompletion()
                .complete(turn(merged), merged.first().reasoning.toString())
                .parts();
    }

    @Test
    void a_turn_without_signatures_stays_as_it_is() throws Exception {
        assertThat(completed(Merged.parts("{\"text\":\"a\"}", "{\"functionCall\":{\"name\":\"f\"}}"), STOP))
                .containsExactly(text("a"), call("f", "{}"));
    }

    @Test
    void each_signature_stands_directly_before_its_part() throws Exception {
        assertThat(completed(
                        Merged.parts("{\"text\":\"Hm\",\"thought\":true,\"thoughtSignature\":\"no\"}"),
                        Merged.parts("{\"text\":\"a\",\"thoughtSignature\":\"s1\"}"),
                        Merged.parts(
                                "{\"thoughtSignature\":\"s2\",\"functionCall\":{\"name\":\"f\",\"args\":{\"x\":1}}}",
                                "{\"functionCall\":{\"name\":\"f\",\"args\":{\"x\":2}}}"),
                        Merged.parts("{\"functionCall\":{\"name\":\"g\"},\"thoughtSignature\":\"s3\\\"\"}"),
                        STOP))
                .containsExactly(
                        signature("s1"),
                        text("a"),
                        signature("s2"),
                        call("f", "{\"x\":1}"),
                        call("f", "{\"x\":2}"),
                        signature("s3\\\""),
                        call("g", "{}"));
    }

    @Test
    void the_last_signature_of_the_text_counts_and_may_come_without_any() throws Exception {
        assertThat(completed(
                        Merged.parts("{\"text\":\"a\",\"thoughtSignature\":\"s1\"}"),
                        Merged.parts("{\"text\":\"b\"}"),
                        Merged.parts("{\"text\":\"\",\"thoughtSignature\":\"s2\"}"),
                        STOP))
                .containsExactly(signature("s2"), text("ab"));
        assertThat(completed(Merged.parts("{\"text\":\"a\"}"), Merged.parts("{\"thoughtSignature\":\"s\"}"), STOP))
                .containsExactly(signature("s"), text("a"));
        assertThat(completed(Merged.parts("{\"text\":\"\",\"thoughtSignature\":\"s\"}"), STOP))
                .containsExactly(signature("s"), text(""));
    }

    @Test
    void a_signature_that_comes_behind_the_calls_without_text_goes_back_there() throws Exception {
        assertThat(completed(
                        Merged.parts("{\"functionCall\":{\"name\":\"f\"}}"),
                        Merged.parts("{\"text\":\"\",\"thoughtSignature\":\"s\"}"),
                        STOP))
                .containsExactly(call("f", "{}"), signature("s"), text(""));
    }

    @Test
    void signatures_of_parts_that_are_not_sent_back_are_left_out() throws Exception {
        assertThat(completed(
                        Merged.parts(
                                "{\"executableCode\":{\"code\":\"1\"},\"thoughtSignature\":\"s1\"}",
                                "{\"thoughtSignature\":\"s2\",\"inlineData\":{\"data\":\"AQ==\"}}",
                                "{\"text\":\"a\"}",
                                "{\"text\":\"Hm\",\"thought\":true,\"thoughtSignature\":\"s5\"}"),
                        "{\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"text\":\"b\",\"thoughtSignature\":"
                                + "\"s3\"},{\"functionCall\":{\"name\":\"f\"},\"thoughtSignature\":\"s4\"}]}}]}",
                        STOP))
                .containsExactly(text("a"));
    }

    @Test
    void a_streamed_call_has_the_signature_of_its_first_piece() throws Exception {
        assertThat(completed(
                        Merged.parts(
                                "{\"functionCall\":{\"name\":\"f\",\"willContinue\":true},\"thoughtSignature\":\"s1\"}"),
                        Merged.parts("{\"functionCall\":{},\"thoughtSignature\":\"s2\"}"),
                        STOP))
                .containsExactly(signature("s1"), call("f", "{}"));
    }

    @Test
    void a_call_that_is_missing_from_the_turn_does_not_shift_the_signatures() throws Exception {
        assertThat(completed(
                        Merged.parts("{\"functionCall\":{\"name\":\"f\",\"args\":\"{\"},\"thoughtSignature\":\"s1\"}"),
                        Merged.parts("{\"functionCall\":{\"name\":\"g\"},\"thoughtSignature\":\"s2\"}"),
                        Merged.parts("{\"functionCall\":{\"id\":\"i\",\"name\":\"h\"},\"thoughtSignature\":\"s3\"}"),
                        STOP))
                .containsExactly(
                        signature("s2"), call("g", "{}"), signature("s3"), new ToolCall(Optional.of("i"), "h", "{}"));
    }

    @Test
    void a_completion_does_not_change_any_more() throws Exception {
        Merged merged = Merged.stream(Merged.parts("{\"text\":\"a\",\"thoughtSignature\":\"s1\"}"));
        TurnCompletion completion = merged.decoder.turnCompletion();
        merged.decoder.decode(Merged.event(Merged.parts("{\"text\":\"b\",\"thoughtSignature\":\"s2\"}")));

        Message turn = Message.assistant("a").named("bot");
        assertThat(completion.complete(turn, "").parts()).containsExactly(signature("s1"), text("a"));
        assertThat(completion.complete(turn, "").name()).contains("bot");
    }

    @Test
    void the_second_request_says_what_the_model_said() throws Exception {
        Merged merged = Merged.stream(
                Merged.parts("{\"text\":\"I look it up.\",\"thoughtSignature\":\"s0+/==\"}"),
                Merged.parts(
                        "{\"functionCall\":{\"id\":\"c1\",\"name\":\"f\",\"args\":{\"city\":\"Paris\"}},\"thoughtSignature\":\"s1\"}",
                        "{\"functionCall\":{\"name\":\"g\"}}"),
                STOP);
        Message turn = merged.decoder.turnCompletion().complete(turn(merged), "");

        String body = Gemini.provider()
                .write(new ChatRequest(
                        "gemini-3-pro-preview",
                        List.of(
                                Message.user("Weather?"),
                                turn,
                                Message.toolResult("c1", "f", "{\"sun\":true}"),
                                Message.toolResult("", "g", "none")),
                        CallOptions.defaults(),
                        true))
                .body();

        assertThat(Recordings.json(body)).isEqualTo(Recordings.json("""
                {"contents": [
                   {"role": "user", "parts": [{"text": "Weather?"}]},
                   {"role": "model", "parts": [
                     {"text": "I look it up.", "thoughtSignature": "s0+/=="},
                     {"functionCall": {"id": "c1", "name": "f", "args": {"city": "Paris"}},
                      "thoughtSignature": "s1"},
                     {"functionCall": {"name": "g", "args": {}}}]},
                   {"role": "user", "parts": [
                     {"functionResponse": {"id": "c1", "name": "f", "response": {"sun": true}}},
                     {"functionResponse": {"name": "g", "response": {"result": "none"}}}]}]}
                """));
    }
}
