package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.message.Message;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes over the wire, the decoder gives a chunk without nulls or says that the event is malformed. */
class AnthropicNoiseTest {

    private static final List<String> NAMES = List.of(
            "type",
            "index",
            "delta",
            "content_block",
            "message",
            "content",
            "text",
            "thinking",
            "signature",
            "partial_json",
            "data",
            "id",
            "model",
            "role",
            "name",
            "input",
            "citations",
            "citation",
            "caller",
            "is_error",
            "tool_use_id",
            "stop_reason",
            "stop_details",
            "container",
            "skills",
            "context_management",
            "usage",
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation",
            "output_tokens_details",
            "iterations",
            "error",
            "detail",
            "other");

    private static final List<String> TYPES = List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message",
            "ping",
            "new");

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "0",
                "1",
                "-1",
                "1.5",
                "1e400",
                "99999999999999999999",
                "\"\"",
                "\"a\"",
                "\"text\"",
                "\"thinking\"",
                "\"tool_use\"",
                "\"text_delta\"",
                "\"input_json_delta\"",
                "\"signature_delta\"",
                "{}",
                "[]",
                "[[{}]]");
        Arbitrary<String> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.frequencyOf(
                        Tuple.of(1, scalars),
                        Tuple.of(2, inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                        Tuple.of(4, members(inner).map(members -> "{" + members + "}"))),
                0,
                4);
        return Combinators.combine(Arbitraries.of(TYPES), members(values))
                .as((type, members) -> "{" + members + (members.isEmpty() ? "" : ",") + "\"type\":\"" + type + "\"}");
    }

    private static Arbitrary<String> members(Arbitrary<String> values) {
        return Combinators.combine(Arbitraries.of(NAMES), values)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(5)
                .map(list -> String.join(",", list));
    }

    @Property(tries = 1_000)
    void no_json_object_is_malformed(@ForAll @Size(max = 6) List<@From("objects") String> stream) throws Exception {
        for (boolean whole : new boolean[] {false, true}) {
            ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
            StringBuilder text = new StringBuilder();
            StringBuilder reasoning = new StringBuilder();
            for (String json : stream) {
                WireEvent event = Merged.event("", json);
                AnthropicChunk chunk = whole ? decoder.decodeWhole(event) : decoder.decode(event);
                if (chunk == null) {
                    continue;
                }
                assertThat(chunk.json()).isEqualTo(json);
                assertThat(chunk.chunk().type()).isEqualTo(chunk.eventType());
                for (Choice choice : chunk.choices()) {
                    Delta delta = choice.delta();
                    assertThat(List.of(
                                    delta.role(),
                                    delta.content(),
                                    delta.reasoning(),
                                    delta.refusal(),
                                    delta.toolCalls()))
                            .doesNotContainNull();
                    text.append(delta.content());
                    reasoning.append(delta.reasoning());
                }
            }
            Message turn = decoder.turnCompletion().complete(Message.assistant(text.toString()), reasoning.toString());
            assertThat(turn.text()).isEqualTo(text.toString());
        }
    }

    @Property(tries = 500)
    void an_object_with_a_broken_byte_is_a_chunk_or_malformed(
            @ForAll("objects") String json, @ForAll byte broken, @ForAll @IntRange(max = 1_000) int place) {
        byte[] data = Merged.event("", json).data();
        data[place % data.length] = broken;
        try {
            AnthropicChunk chunk = Merged.decoder().decode(new WireEvent("", data, true));

            assertThat(chunk == null || chunk.chunk().type().equals(chunk.eventType()))
                    .isTrue();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageContaining("cannot be read");
        }
    }

    @Property(tries = 200)
    void an_event_that_is_cut_anywhere_is_never_a_chunk(@ForAll("objects") String json) throws Exception {
        byte[] whole = Merged.event("", json).data();
        for (int end = 0; end < whole.length; end++) {
            ChunkDecoder<AnthropicChunk> decoder = Merged.decoder();
            byte[] cut = Arrays.copyOf(whole, end);

            assertThat(decoder.decode(new WireEvent("", cut, false))).isNull();
            assertThat(decoder.finished()).isFalse();
        }
    }
}
