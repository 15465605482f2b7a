package dev.cuecard.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.kit.Protocol;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Chunk;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder may take a short cut where events are alike: what it makes of them has to be what it makes of each alone. */
@Timeout(60)
class AlikeEventsTest {

    private static final List<String> TEXTS = List.of(
            " the",
            "",
            "grüße",
            "\uD83D\uDE00",
            "\\n",
            "\\\"",
            "\\u00e9",
            "\\ud83d",
            "\t",
            "\uFFFD",
            "}",
            "]}],",
            "\\",
            "\"",
            "\"x\":\"");

    private static List<String> patterns(Protocol protocol) {
        String head = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":";
        return switch (protocol) {
            case OPENAI ->
                List.of(
                        head + "0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}],\"usage\":null}",
                        head + "0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}],\"obfuscation\":\"%s\"}",
                        head + "1,\"delta\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}",
                        head + "0,\"delta\":{\"content\":\"%s\",\"reasoning\":\"why\"}}]}",
                        head + "0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}",
                        head + "0,\"delta\":{\"content\":\"%s\"}},{\"index\":1,\"delta\":{\"content\":\"%s\"}}]}",
                        head + "0,\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}]}",
                        head + "0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"%s\"}}]}}]}",
                        "{\"choices\":[],\"usage\":{\"total_tokens\":3},\"obfuscation\":\"%s\"}");
            case ANTHROPIC ->
                List.of(
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"%s\"}}",
                        "{\"delta\":{\"text\":\"%s\",\"type\":\"text_delta\"},\"index\":0,\"type\":\"content_block_delta\"}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"%s\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":3}}",
                        "{\"type\":\"ping\"}");
            case GOOGLE, OLLAMA -> throw new AssertionError("reads each event for itself");
        };
    }

    /** Mostly the pattern before with a text like the one before; now and then one that is broken somewhere. */
    private static byte[] event(Random random, String pattern) {
        String text = random.nextInt(3) > 0
                ? (random.nextBoolean() ? " word" : " w\u00f6rd") + random.nextInt(50)
                : TEXTS.get(random.nextInt(TEXTS.size()));
        byte[] data = pattern.replaceFirst("%s", Matcher.quoteReplacement(text))
                .replace("%s", random.nextInt(4) > 0 ? "p".repeat(random.nextInt(5)) : "\\u0041")
                .getBytes(UTF_8);
        if (random.nextInt(6) == 0) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        return data;
    }

    private static String decoded(ChunkDecoder<?> decoder, byte[] data) {
        try {
            Chunk chunk = decoder.decode(new WireEvent("", data, true));
            String told = decoder.error().toString();
            return chunk == null
                    ? "nothing " + told
                    : String.join(
                            "\n",
                            chunk.choices().toString(),
                            chunk.usage().toString(),
                            chunk.json(),
                            chunk.chunk().toString(),
                            told);
        } catch (MalformedEventException e) {
            return "malformed";
        }
    }

    /** Begins an answer, so that a decoder that gets to see one event alone knows what goes before any. */
    private static ChunkDecoder<?> decoder(Protocol protocol) {
        ChunkDecoder<?> decoder = protocol.provider().decoder();
        if (protocol == Protocol.ANTHROPIC) {
            decoded(decoder, "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\"}}".getBytes(UTF_8));
        } else if (protocol == Protocol.OPENAI) {
            decoded(decoder, "{\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}".getBytes(UTF_8));
        }
        return decoder;
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"OPENAI", "ANTHROPIC"})
    void a_decoder_that_has_seen_many_events_makes_of_each_what_a_new_one_does(Protocol protocol) {
        long seed = Long.getLong("cuecard.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> patterns = patterns(protocol);
        for (int stream = 0; stream < 60; stream++) {
            ChunkDecoder<?> decoder = decoder(protocol);
            String pattern = patterns.get(0);
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(5) == 0) {
                    pattern = patterns.get(random.nextInt(patterns.size()));
                }
                byte[] data = event(random, pattern);
                assertThat(decoded(decoder, data))
                        .as("seed %s, stream %s, event %s: %s", seed, stream, i, new String(data, UTF_8))
                        .isEqualTo(decoded(decoder(protocol), data));
            }
        }
    }
}
