package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.TurnCompletion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The thinking that the API wants back with the turn. */
class AnthropicThinkingTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static ProviderData thinking(String thinking, String signature) {
        return new ProviderData(
                "anthropic",
                "{\"type\":\"thinking\",\"thinking\":\"" + thinking + "\",\"signature\":\"" + signature + "\"}");
    }

    private static ProviderData redacted(String data) {
        return new ProviderData("anthropic", "{\"type\":\"redacted_thinking\",\"data\":\"" + data + "\"}");
    }

    private static ToolCall call(String id, String arguments) {
        return new ToolCall(Optional.of(id), "f", arguments);
    }

    private static Message turn(Part... parts) {
        return new Message(Role.ASSISTANT, List.of(parts));
    }

    /** Sends the turn back with the result of its call, and gives the turn as it stands in the request. */
    private static JsonNode sentBack(Message turn) {
        return AnthropicConversationTest.body(
                        Message.user("Weather?"), turn, Message.toolResult("toolu_1", "f", "sunny"))
                .path("messages")
                .path(1);
    }

    @Test
    void signed_thinking_goes_back_in_front_of_text_and_call() throws Exception {
        Merged merged = Merged.stream(
                Events.start(),
                Events.thinkingStart(0),
                Events.thinking(0, "Let me "),
                Events.thinking(0, "\\\"see\\\" 🍎"),
                Events.signature(0, "sig/+=="),
                Events.blockStop(0),
                Events.textStart(1),
                Events.text(1, "One moment."),
                Events.blockStop(1),
                Events.toolStart(2, "toolu_1", "f"),
                Events.input(2, "{\\\"city\\\":\\\"Rome\\\"}"),
                Events.blockStop(2),
                Events.finish("tool_use"),
                Events.STOP);

        assertThat(merged.turn())
                .isEqualTo(turn(
                        thinking("Let me \\\"see\\\" 🍎", "sig/+=="),
                        new Text("One moment."),
                        call("toolu_1", "{\"city\":\"Rome\"}")));
        assertThat(sentBack(merged.turn())).isEqualTo(MAPPER.readTree("""
                        {"role": "assistant", "content": [
                          {"type": "thinking", "thinking": "Let me \\"see\\" 🍎", "signature": "sig/+=="},
                          {"type": "text", "text": "One moment."},
                          {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {"city": "Rome"}}]}
                        """));
    }

    @Test
    void encrypted_thinking_and_thinking_that_is_not_shown_go_back_too() throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(0, "{\"type\":\"redacted_thinking\",\"data\":\"enc1\"}"),
                Events.blockStop(0),
                Events.thinkingStart(1),
                Events.signature(1, "s"),
                Events.blockStop(1),
                Events.toolStart(2, "toolu_1", "f"),
                Events.blockStop(2));

        assertThat(sentBack(merged.turn())).isEqualTo(MAPPER.readTree("""
                        {"role": "assistant", "content": [
                          {"type": "redacted_thinking", "data": "enc1"},
                          {"type": "thinking", "thinking": "", "signature": "s"},
                          {"type": "tool_use", "id": "toolu_1", "name": "f", "input": {}}]}
                        """));
    }

    @Test
    void thinking_between_the_words_and_the_calls_keeps_its_place() throws Exception {
        Merged merged = Merged.stream(
                Events.thinkingStart(0),
                Events.thinking(0, "1"),
                Events.signature(0, "s1"),
                Events.text(1, "Hello "),
                Events.thinkingStart(2),
                Events.thinking(2, "22"),
                Events.signature(2, "s2"),
                Events.text(3, "you."),
                Events.toolStart(4, "toolu_1", "f"),
                Events.blockStop(4),
                Events.thinkingStart(5),
                Events.thinking(5, "333"),
                Events.signature(5, "s3"),
                Events.toolStart(6, "toolu_2", "f"),
                Events.blockStop(6));

        assertThat(merged.turn())
                .isEqualTo(turn(
                        thinking("1", "s1"),
                        new Text("Hello "),
                        thinking("22", "s2"),
                        new Text("you."),
                        call("toolu_1", "{}"),
                        thinking("333", "s3"),
                        call("toolu_2", "{}")));
        assertThat(merged.turn().text()).isEqualTo("Hello you.");
    }

    @Test
    void a_whole_answer_has_its_thinking_as_well() throws Exception {
        Merged merged = Merged.whole("{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"},"
                + "{\"type\":\"redacted_thinking\",\"data\":\"d\"},{\"type\":\"text\",\"text\":\"Yes\"},"
                + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{\"a\":1}}]}");

        assertThat(merged.turn())
                .isEqualTo(turn(thinking("Hm", "s"), redacted("d"), new Text("Yes"), call("toolu_1", "{\"a\":1}")));
    }

    @Test
    void the_last_signature_counts() throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"early\"}"),
                Events.thinking(0, "Hm"),
                Events.signature(0, "late"),
                Events.signature(0, ""),
                Events.text(1, "a"));

        assertThat(merged.turn()).isEqualTo(turn(thinking("Hm", "late"), new Text("a")));
    }

    @Test
    void thinking_that_nobody_signed_does_not_go_back() throws Exception {
        Merged merged = Merged.stream(
                Events.thinkingStart(0),
                Events.thinking(0, "unsigned"),
                Events.thinkingStart(1),
                Events.thinking(1, "signed"),
                Events.signature(1, "s"),
                Events.thinking(9, "of no block"),
                Events.blockStart(2, "{\"type\":\"redacted_thinking\",\"data\":\"\"}"),
                Events.text(3, "a"));

        assertThat(merged.turn()).isEqualTo(turn(thinking("signed", "s"), new Text("a")));
    }

    @Test
    void thinking_that_is_not_in_one_piece_does_not_go_back() throws Exception {
        Merged merged = Merged.stream(
                Events.thinkingStart(0),
                Events.thinkingStart(1),
                Events.thinking(0, "a"),
                Events.thinking(1, "b"),
                Events.thinking(0, "c"),
                Events.signature(0, "s0"),
                Events.signature(1, "s1"),
                Events.text(2, "t"));

        // Block 1 began before what block 0 thought, so it is in pieces too.
        assertThat(merged.turn()).isEqualTo(turn(new Text("t")));
    }

    @Test
    void a_turn_does_not_end_with_thinking_for_the_api_refuses_it() throws Exception {
        String[] thought = {Events.thinkingStart(8), Events.thinking(8, "Hm"), Events.signature(8, "s")};

        assertThat(Merged.stream(thought).turn()).isEqualTo(Message.assistant(""));
        assertThat(Merged.stream(Events.text(0, "a"), thought[0], thought[1], thought[2])
                        .turn())
                .isEqualTo(turn(new Text("a")));
        assertThat(Merged.stream(thought[0], thought[1], thought[2], Events.text(9, " "))
                        .turn())
                .isEqualTo(turn(new Text(" ")));
        assertThat(Merged.stream(Events.toolStart(0, "toolu_1", "f"), thought[0], thought[1], thought[2])
                        .turn())
                .isEqualTo(turn(call("toolu_1", "{}")));
    }

    @Test
    void a_call_that_keeps_no_text_keeps_no_thinking() throws Exception {
        Merged merged = Merged.stream(
                Events.thinkingStart(0), Events.thinking(0, "Hm"), Events.signature(0, "s"), Events.text(1, "a"));
        Merged unseen = Merged.stream(Events.thinkingStart(0), Events.signature(0, "s"), Events.text(1, "a"));

        assertThat(merged.turnWithoutText()).isEqualTo(Message.assistant(""));
        assertThat(unseen.turnWithoutText()).isEqualTo(Message.assistant(""));
    }

    @Test
    void a_call_that_was_cut_off_is_missing_and_its_thinking_is_not() throws Exception {
        Merged merged = Merged.stream(
                Events.thinkingStart(0),
                Events.thinking(0, "Hm"),
                Events.signature(0, "s"),
                Events.toolStart(1, "toolu_1", "f"),
                Events.blockStop(1),
                Events.toolStart(2, "toolu_2", "f"),
                Events.input(2, "{\\\"a"),
                Events.thinkingStart(3),
                Events.signature(3, "s3"));
        merged.calls.remove(1);

        assertThat(merged.turn()).isEqualTo(turn(thinking("Hm", "s"), call("toolu_1", "{}")));
    }

    @Test
    void a_completion_does_not_change_with_what_comes_later() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
        for (String data : List.of(Events.thinkingStart(0), Events.signature(0, "s"), Events.text(1, "a"))) {
            decoder.decode(Merged.event("", data));
        }
        TurnCompletion completion = decoder.turnCompletion();
        decoder.decode(Merged.event("", Events.signature(0, "other")));
        decoder.decode(Merged.event("", Events.text(1, "b")));

        Message first = completion.complete(Message.assistant("a"), "");
        assertThat(first).isEqualTo(turn(thinking("", "s"), new Text("a")));
        assertThat(completion.complete(Message.assistant("a"), "")).isEqualTo(first);
    }

    @Test
    void a_reply_without_thinking_is_its_own_turn() throws Exception {
        Message turn = Message.assistant("a").named("bot");

        assertThat(Merged.decoder().turnCompletion().complete(turn, "")).isSameAs(turn);
    }

    @Test
    void signatures_beyond_every_measure_are_not_kept() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
        String megabyte = "s".repeat(1024 * 1024);
        decoder.decode(Merged.event("", Events.thinkingStart(0)));
        decoder.decode(Merged.event("", Events.signature(0, "s")));
        for (int i = 1; i <= ThinkingBlocks.MOST_KEPT / megabyte.length(); i++) {
            decoder.decode(Merged.event("", Events.thinkingStart(i)));
            decoder.decode(Merged.event("", Events.signature(i, megabyte)));
        }
        decoder.decode(Merged.event("", Events.text(0, "a")));

        assertThat(decoder.turnCompletion().complete(Message.assistant("a"), ""))
                .isEqualTo(Message.assistant("a"));
    }
}
