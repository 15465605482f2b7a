package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.message.Role;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.ToolCallDelta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicDecoderTest {

    private static AnthropicChunk chunk(String data) throws Exception {
        return Merged.stream(data).chunks.get(0);
    }

    private static AnthropicChunk read(ChunkDecoder<AnthropicChunk> decoder, WireEvent event) throws Exception {
        return Objects.requireNonNull(decoder.decode(event), "chunk");
    }

    @Test
    void every_event_is_a_chunk_of_its_type() throws Exception {
        Merged merged = Merged.stream(
                Events.start(),
                "{\"type\":\"ping\"}",
                Events.textStart(0),
                Events.text(0, "Hi"),
                Events.text(0, " there"),
                Events.blockStop(0),
                Events.finish("end_turn"),
                Events.STOP);

        assertThat(merged.chunks)
                .extracting(AnthropicChunk::eventType)
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(merged.chunks)
                .extracting(AnthropicChunk::content)
                .containsExactly("", "", "Hi", " there", "", "", "");
        assertThat(merged.text).isEqualTo("Hi there");
        assertThat(merged.id).isEqualTo("msg_1");
        assertThat(merged.model).isEqualTo("claude-x");
        assertThat(merged.finishReason).contains(new FinishReason(Kind.STOP, "end_turn"));
        assertThat(merged.ended).isTrue();
    }

    @Test
    void an_event_lists_a_choice_only_where_it_adds_to_it() throws Exception {
        Merged merged = Merged.stream(
                Events.start(),
                Events.thinkingStart(0),
                Events.thinking(0, "Hm"),
                Events.signature(0, "s"),
                Events.blockStop(0),
                Events.finish("end_turn"),
                Events.STOP);

        assertThat(merged.chunks).extracting(chunk -> chunk.choices().size()).containsExactly(1, 0, 1, 0, 0, 1, 0);
        assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
        assertThat(merged.chunks.get(1).choice()).isEqualTo(Choice.EMPTY);
        assertThat(merged.chunks.get(2).delta()).isEqualTo(new Delta(Optional.empty(), "", "Hm", "", List.of()));
        assertThat(merged.chunks.get(6).content()).isEmpty();
    }

    @Test
    void a_chunk_keeps_the_event_to_the_letter() throws Exception {
        String json = "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
                + "\"text\":\"Hé 🍎\"}      }";

        AnthropicChunk chunk = chunk(json);

        assertThat(chunk.content()).isEqualTo("Hé 🍎");
        assertThat(chunk.json()).isEqualTo(json).isSameAs(chunk.json());
        assertThat(chunk.chunk()).isSameAs(chunk.chunk());
        assertThat(chunk).hasToString("AnthropicChunk[content_block_delta, \"Hé 🍎\"]");
    }

    @Test
    void the_order_of_keys_and_fields_nobody_knows_make_no_difference() throws Exception {
        Merged merged = Merged.stream(
                "{\"zz\":[{}],\"message\":{\"usage\":{\"x\":{}},\"model\":\"m\",\"y\":1,\"role\":\"assistant\",\"id\":\"i\"},"
                        + "\"type\":\"message_start\"}",
                "{\"content_block\":{\"name\":\"f\",\"w\":[],\"input\":{},\"id\":\"t\",\"type\":\"tool_use\"},\"index\":0,"
                        + "\"type\":\"content_block_start\"}",
                "{\"delta\":{\"partial_json\":\"{}\",\"v\":null,\"type\":\"input_json_delta\"},\"index\":0,"
                        + "\"type\":\"content_block_delta\"}",
                "{\"delta\":{\"text\":\"a\",\"type\":\"text_delta\"},\"index\":1,\"type\":\"content_block_delta\"}",
                "{\"usage\":{\"output_tokens\":3},\"delta\":{\"stop_reason\":\"tool_use\"},\"type\":\"message_delta\"}");

        assertThat(merged.id).isEqualTo("i");
        assertThat(merged.model).isEqualTo("m");
        assertThat(merged.chunks.get(0).delta().role()).contains(Role.ASSISTANT);
        assertThat(merged.text).isEqualTo("a");
        assertThat(merged.calls.get(0)).hasToString("t f({})");
        assertThat(merged.finishReason).contains(new FinishReason(Kind.TOOL_CALLS, "tool_use"));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, REFUSAL",
        "content_filter, CONTENT_FILTER",
        "pause_turn, OTHER",
        "compaction, OTHER"
    })
    void the_reason_why_a_reply_ended_keeps_the_wires_word(String word, Kind kind) throws Exception {
        Merged merged = Merged.stream(Events.finish(word));

        assertThat(merged.finishReason).contains(new FinishReason(kind, word));
        assertThat(merged.finished).isTrue();
        assertThat(merged.ended).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null},\"usage\":{\"output_tokens\":3}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"\"}}",
                "{\"type\":\"message_delta\",\"delta\":null}",
                "{\"type\":\"message_delta\"}"
            })
    void without_a_reason_a_reply_is_not_whole(String data) throws Exception {
        Merged merged = Merged.stream(data);

        assertThat(merged.chunks).hasSize(1);
        assertThat(merged.finishReason).isEmpty();
        assertThat(merged.finished).isFalse();
    }

    @Test
    void nothing_behind_the_end_belongs_to_the_reply() throws Exception {
        Merged merged = Merged.stream(Events.text(0, "a"), Events.STOP, Events.text(0, "b"), "garbage");

        assertThat(merged.text).isEqualTo("a");
        assertThat(merged.chunks).hasSize(2);
        assertThat(merged.ended).isTrue();
    }

    @Test
    void what_a_block_begins_with_counts() throws Exception {
        Merged merged = Merged.stream(
                Events.blockStart(0, "{\"type\":\"thinking\",\"thinking\":\"Hm\"}"),
                Events.blockStart(1, "{\"type\":\"text\",\"text\":\"A\"}"),
                Events.text(1, "b"));

        assertThat(merged.reasoning).isEqualTo("Hm");
        assertThat(merged.text).isEqualTo("Ab");
        assertThat(merged.textChunks).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"something_new\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"},\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"x\"}],\"message\":\"hello\"}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"something_new\",\"text\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":\"x\"}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":7}}",
                "{\"type\":\"content_block_delta\"}",
                "{\"type\":\"content_block_delta\",\"index\":9,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}}",
                "{\"type\":\"content_block_delta\",\"index\":9,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"s\"}}",
                "{\"type\":\"content_block_start\",\"index\":0}",
                "{\"type\":\"content_block_start\",\"index\":\"0\",\"content_block\":[]}",
                "{\"type\":\"content_block_stop\",\"index\":99999999999}",
                "{\"type\":\"message_start\"}",
                "{\"type\":\"message_start\",\"message\":{\"id\":1,\"model\":null,\"content\":{},\"usage\":[]}}",
                "{\"type\":7}",
                "{}"
            })
    void what_is_unknown_missing_or_of_a_wrong_type_adds_nothing_and_ends_nothing(String data) throws Exception {
        Merged merged = Merged.stream(data, Events.text(0, "a"));

        assertThat(merged.chunks).hasSize(2);
        assertThat(merged.chunks.get(0).choices()).isEmpty();
        assertThat(merged.chunks.get(0).json()).isEqualTo(data);
        assertThat(merged.text).isEqualTo("a");
        assertThat(merged.error).isEmpty();
        assertThat(merged.finished).isFalse();
    }

    @Test
    void data_without_a_type_is_of_the_type_that_the_event_is_named() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();

        AnthropicChunk chunk = read(
                decoder,
                Merged.event(
                        "content_block_delta", "{\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}"));

        assertThat(chunk.content()).isEqualTo("a");
        assertThat(chunk.eventType()).isEqualTo("content_block_delta");
        assertThat(chunk.chunk()).isInstanceOf(MessageStreamEvent.ContentBlockDelta.class);
        assertThat(decoder.decode(Merged.event("ping", "{}"))).isNull();
        assertThat(decoder.decode(Merged.event("ping", "{\"type\":\"message_stop\"}")))
                .isNotNull();
        assertThat(decoder.ended()).isTrue();
    }

    @Test
    void a_delta_without_a_type_is_what_it_holds() throws Exception {
        Merged merged = Merged.stream(Events.delta(0, "{\"text\":\"a\"}"), Events.delta(0, "{\"thinking\":\"b\"}"));

        assertThat(merged.text).isEqualTo("a");
        assertThat(merged.reasoning).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void a_blank_event_is_none(String data) throws Exception {
        assertThat(Merged.stream(data).chunks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "[]", "1", "null", "{\"type\":\"message_stop\"", "{} {}", "{\"a\":}", "[DONE]"})
    void what_is_not_one_json_object_is_malformed(String data) {
        assertThatThrownBy(() -> Merged.stream(data))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("anthropic sent something that cannot be read as an event of a message: ")
                .hasMessageEndingWith(". It reads: " + data);
        assertThatThrownBy(() -> Merged.whole(data)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void an_event_that_the_end_of_the_body_cut_is_left_to_the_end_to_tell() throws Exception {
        ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
        byte[] cut =
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"".getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.decode(new WireEvent("message_delta", cut, false))).isNull();
        assertThat(decoder.finished()).isFalse();
        assertThat(decoder.error()).isEmpty();
        byte[] whole = Events.STOP.getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(new WireEvent("message_stop", whole, false))).isNotNull();
    }

    @Test
    void bytes_that_are_no_utf8_are_mended() throws Exception {
        byte[] data = Events.text(0, "a?b").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == '?' ? (byte) 0xE2 : data[i];
        }

        AnthropicChunk chunk = read(Merged.decoder(), new WireEvent("", data, true));

        assertThat(chunk.content()).isEqualTo("a\uFFFDb");
        assertThat(chunk.chunk())
                .isEqualTo(new MessageStreamEvent.ContentBlockDelta(
                        OptionalInt.of(0), new ContentDelta.Text(Optional.of("a\uFFFDb"))));
    }

    @Test
    void a_whole_answer_is_one_chunk_whether_it_was_asked_for_or_not() throws Exception {
        String body =
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"Yes. \"},"
                        + "{\"type\":\"text\",\"text\":\"No.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{\"x\":1}}],"
                        + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}";

        for (Merged merged : List.of(Merged.whole(body), Merged.stream(body))) {
            assertThat(merged.chunks).hasSize(1);
            AnthropicChunk chunk = merged.chunks.get(0);
            assertThat(chunk.eventType()).isEqualTo("message");
            assertThat(chunk.id()).isEqualTo("msg_1");
            assertThat(chunk.model()).isEqualTo("claude-x");
            assertThat(chunk.delta())
                    .isEqualTo(new Delta(
                            Optional.of(Role.ASSISTANT),
                            "Yes. No.",
                            "Hm",
                            "",
                            List.of(new ToolCallDelta(OptionalInt.of(0), "a", "f", "{\"x\":1}"))));
            assertThat(chunk.choice().finishReason()).contains(new FinishReason(Kind.TOOL_CALLS, "tool_use"));
            assertThat(chunk.usage().orElseThrow().outputTokens()).hasValue(4);
            assertThat(merged.finished).isTrue();
            assertThat(merged.ended).isTrue();
        }
    }

    @Test
    void a_whole_answer_need_not_say_what_it_is_or_why_it_ended() throws Exception {
        for (String body : List.of(
                "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}",
                "{\"type\":\"message\",\"content\":" + "[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":null}")) {
            Merged merged = Merged.whole(body);

            assertThat(merged.text).isEqualTo("a");
            assertThat(merged.finished).isTrue();
            assertThat(merged.finishReason).isEmpty();
        }
    }

    @Test
    void an_answer_that_is_no_message_is_not_a_whole_one() throws Exception {
        for (String body : List.of("{}", "{\"object\":\"chat.completion\",\"choices\":[]}")) {
            Merged merged = Merged.whole(body);

            assertThat(merged.chunks).hasSize(1);
            assertThat(merged.chunks.get(0).choices()).isEmpty();
            assertThat(merged.finished).isFalse();
            assertThat(merged.ended).isFalse();
        }
    }
}
