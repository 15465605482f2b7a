package dev.cuecard.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.kit.Protocol;
import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever bytes a server sends, each decoder reads them or says that it cannot: nothing else comes out of it. */
class HostileBytesTest {

    private static final String[] SPLICES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "true",
        "-1",
        "1e999",
        "1e-999",
        "99999999999999999999999",
        "{}",
        "[]",
        "[[[[",
        "\\u0000",
        "\\ud800",
        "\u00ff",
        "\"index\":-5",
        "\"index\":2147483647",
        "\"index\":1e9",
        "\"type\":null",
        "\"content\":{\"a\":[1]}",
        "\"parts\":7",
        "\"choices\":{}",
        "\"message\":[]",
        "\"delta\":\"x\"",
        "\"usage\":[]",
        "\"error\":{}",
        "\"error\":1",
        "\"candidates\":null",
        "\"done\":\"true\"",
        "\"text\":[]"
    };

    private static List<byte[]> events(Protocol protocol, Random random) {
        Reply reply = new Reply(
                "some-model",
                List.of("Hello", " wörld 😀", "."),
                "",
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new ToolCall(Optional.of("call_1"), "look", "{\"a\":[1,{\"b\":\"c\"}]}"),
                                new ToolCall(Optional.of("call_2"), "see", "{}")),
                FinishReason.Kind.STOP,
                new Usage(
                        OptionalLong.of(1),
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        OptionalLong.of(0),
                        OptionalLong.of(1)),
                List.of("Hm", "m."));
        List<byte[]> events = new ArrayList<>();
        for (byte[] event : protocol.provider().mockWriter().stream(reply)) {
            String text = new String(event, StandardCharsets.UTF_8);
            int data = text.indexOf("data:");
            events.add((data < 0 ? text : text.substring(data + 5)).strip().getBytes(StandardCharsets.UTF_8));
        }
        events.add(protocol.provider().mockWriter().whole(reply));
        events.add(protocol.error(500, "some_error", "Wrong.").getBytes(StandardCharsets.UTF_8));
        return events;
    }

    private static byte[] mutated(byte[] event, Random random) {
        byte[] now = event;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = now.length == 0 ? 0 : random.nextInt(now.length);
            int to = Math.min(now.length, at + random.nextInt(6));
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(now, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> next.write(now, to, now.length - to);
                case 1 -> {
                    next.writeBytes(SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8));
                    next.write(now, at, now.length - at);
                }
                case 2 -> {
                    next.writeBytes(SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.ISO_8859_1));
                    next.write(now, to, now.length - to);
                }
                default -> next.write(random.nextInt(256));
            }
            now = next.toByteArray();
        }
        return now;
    }

    /** Swaps the values of two members, so that each is of a wrong type in its place, but the JSON stays one. */
    private static byte[] retyped(byte[] event, Random random) {
        String text = new String(event, StandardCharsets.UTF_8);
        String[] values = {"null", "7", "-0.5", "\"x\"", "true", "[]", "{}", "[null]", "[[{}]]", "{\"text\":[{}]}"};
        List<Integer> colons = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ':') {
                colons.add(i + 1);
            }
        }
        if (colons.isEmpty()) {
            return event;
        }
        int start = colons.get(random.nextInt(colons.size()));
        int end = endOfValue(text, start);
        return (text.substring(0, start) + values[random.nextInt(values.length)] + text.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfValue(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else {
                    quoted = c != '"';
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return i;
                }
                depth--;
            } else if (c == ',' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    @Property(tries = 1500)
    void broken_events_are_read_or_refused(@ForAll Protocol protocol, @ForAll long seed) {
        Random random = new Random(seed);
        ChunkDecoder<?> decoder = protocol.provider().decoder();
        for (byte[] event : events(protocol, random)) {
            byte[] sent = random.nextInt(3) == 0 ? event : mutated(event, random);
            String name = random.nextInt(8) == 0 ? "error" : random.nextBoolean() ? "" : "content_block_delta";
            feed(protocol, decoder, new WireEvent(name, sent, random.nextInt(5) > 0), random.nextInt(6) == 0);
        }
        assertThat(decoder.turnCompletion().complete(dev.cuecard.message.Message.assistant("x"), "Hmm."))
                .isNotNull();
    }

    @Property(tries = 1500)
    void values_of_wrong_types_count_as_absent(@ForAll Protocol protocol, @ForAll long seed) {
        Random random = new Random(seed);
        ChunkDecoder<?> decoder = protocol.provider().decoder();
        for (byte[] event : events(protocol, random)) {
            byte[] sent = retyped(retyped(event, random), random);
            boolean refused =
                    feed(protocol, decoder, new WireEvent("", sent, true), sent[0] == '{' && random.nextInt(6) == 0);
            assertThat(refused)
                    .as("refused %s", new String(sent, StandardCharsets.UTF_8))
                    .isEqualTo(false);
        }
    }

    /** Feeds an event, looks at all that comes of it, and tells whether it was refused. */
    private static boolean feed(Protocol protocol, ChunkDecoder<?> decoder, WireEvent event, boolean whole) {
        @Nullable Chunk chunk;
        try {
            chunk = whole ? decoder.decodeWhole(event) : decoder.decode(event);
        } catch (ChunkDecoder.MalformedEventException e) {
            assertThat(e).hasMessageContaining(protocol.model().provider());
            // "[DONE]" and its like are no JSON, and may be cut: that they are refused is right.
            return true;
        }
        decoder.error().ifPresent(error -> assertThat(error.describe()).isNotEmpty());
        if (chunk != null) {
            assertThat(chunk.content()).isNotNull();
            assertThat(chunk.json()).isNotNull();
            assertThat(chunk.choice()).isNotNull();
            assertThat(chunk.toString()).isNotEmpty();
            assertThat(chunk.chunk().toString()).isNotEmpty();
        }
        return false;
    }

    @Property(tries = 500)
    void broken_error_bodies_are_read_all_the_same(@ForAll Protocol protocol, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = mutated(protocol.error(429, "some_error", "Wrong.").getBytes(StandardCharsets.UTF_8), random);
        String text = new String(body, StandardCharsets.UTF_8);

        assertThat(protocol.provider()
                        .readError(new ErrorResponse(429, name -> "", text))
                        .status())
                .isEqualTo(429);
    }
}
