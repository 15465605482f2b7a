package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes over the wire, the decoder gives a chunk without nulls or says that the event is malformed. */
class WireNoiseTest {

    private static final List<String> NAMES = List.of(
            "id",
            "model",
            "system_fingerprint",
            "object",
            "created",
            "choices",
            "index",
            "delta",
            "message",
            "role",
            "content",
            "type",
            "text",
            "thinking",
            "refusal",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "tool_calls",
            "function_call",
            "function",
            "name",
            "arguments",
            "finish_reason",
            "logprobs",
            "token",
            "bytes",
            "top_logprobs",
            "usage",
            "prompt_tokens",
            "prompt_tokens_details",
            "cached_tokens",
            "completion_tokens_details",
            "x_groq",
            "error",
            "detail",
            "code",
            "other");

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1.5",
                "1e400",
                "99999999999999999999",
                "\"\"",
                "\"a\"",
                "\"stop\"",
                "\"thinking\"",
                "\"error\"",
                "{}",
                "[]",
                "[null]",
                "[[{}]]");
        Arbitrary<String> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.frequencyOf(
                        Tuple.of(1, scalars),
                        Tuple.of(2, inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                        Tuple.of(4, object(inner))),
                0,
                5);
        return object(values);
    }

    private static Arbitrary<String> object(Arbitrary<String> values) {
        Arbitrary<String> members =
                Combinators.combine(Arbitraries.of(NAMES), values).as((name, value) -> "\"" + name + "\":" + value);
        return members.list().ofMaxSize(5).map(list -> "{" + String.join(",", list) + "}");
    }

    @Property(tries = 2_000)
    void no_json_object_is_malformed(@ForAll("objects") String json) throws Exception {
        for (boolean whole : new boolean[] {false, true}) {
            OpenAiDecoder decoder = Merged.decoder();
            WireEvent event = Merged.event("", json);

            OpenAiChunk chunk = whole ? decoder.decodeWhole(event) : decoder.decode(event);

            if (chunk == null) {
                continue;
            }
            assertThat(chunk.json()).isEqualTo(json);
            assertThat(chunk.chunk().choices()).hasSameSizeAs(chunk.choices());
            for (Choice choice : chunk.choices()) {
                Delta delta = choice.delta();
                assertThat(List.of(
                                delta.role(), delta.content(), delta.reasoning(), delta.refusal(), delta.toolCalls()))
                        .doesNotContainNull();
            }
        }
    }

    @Property(tries = 500)
    void an_object_with_a_broken_byte_is_a_chunk_or_malformed(
            @ForAll("objects") String json, @ForAll byte broken, @ForAll @IntRange(max = 1_000) int place) {
        byte[] data = Merged.event("", json).data();
        data[place % data.length] = broken;
        try {
            OpenAiChunk chunk = Merged.decoder().decode(new WireEvent("", data, true));

            assertThat(chunk == null
                            || chunk.chunk().choices().size() == chunk.choices().size())
                    .isTrue();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageContaining("cannot be read");
        }
    }

    @Property(tries = 200)
    void an_event_that_is_cut_anywhere_is_never_a_chunk(@ForAll("objects") String json) throws Exception {
        byte[] whole = Merged.event("", json).data();
        for (int end = 0; end < whole.length; end++) {
            OpenAiDecoder decoder = Merged.decoder();
            byte[] cut = Arrays.copyOf(whole, end);

            assertThat(decoder.decode(new WireEvent("", cut, false))).isNull();
            assertThat(decoder.finished()).isFalse();
        }
    }
}
