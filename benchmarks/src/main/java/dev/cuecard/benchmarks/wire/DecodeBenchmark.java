package dev.cuecard.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cuecard.PromptClient;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An event of each protocol with a word or so, from its bytes to the chunk's text, in the middle of a stream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final String[] WORDS = {" the", " of", " recommend", ",", " and", " apples", " cinnamon", "."};

    @Param({"openai", "anthropic", "google", "ollama"})
    public @Nullable String provider;

    /** Whether an event is the one before with another text; else a number differs, too. */
    @Param({"true", "false"})
    public boolean alike;

    private @Nullable ChunkDecoder<?> decoder;
    private final WireEvent[] events = new WireEvent[WORDS.length];
    private int next;

    @Setup
    public void prepare() {
        String name = Objects.requireNonNull(provider);
        decoder = PromptClient.builder().build().providers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .decoder();
        for (int i = 0; i < events.length; i++) {
            String json = event(name, WORDS[i], alike ? 1 : i);
            events[i] = new WireEvent("", json.getBytes(UTF_8), true);
        }
    }

    private static String event(String provider, String text, int number) {
        return switch (provider) {
            case "openai" ->
                "{\"id\":\"chatcmpl-CgX4mH5yQk2ZbT8wRj3LpVn6sDf1u\",\"object\":\"chat.completion.chunk\",\"created\":176448960"
                        + number + ",\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","
                        + "\"system_fingerprint\":\"fp_560af6e559\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                        + text
                        + "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}";
            case "anthropic" ->
                "{\"type\":\"content_block_delta\",\"index\":" + number
                        + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}";
            case "google" ->
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + text
                        + "\"}],\"role\":\"model\"},\"index\":0}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":14,\"candidatesTokenCount\":" + number
                        + ",\"totalTokenCount\":15},\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"yQk2ZbT8wRj3LpVn\"}";
            case "ollama" ->
                "{\"model\":\"llama3.2\",\"created_at\":\"2025-11-30T09:00:00.12345" + number
                        + "Z\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":false}";
            default -> throw new IllegalArgumentException(provider);
        };
    }

    @Benchmark
    public String decode() throws MalformedEventException {
        WireEvent event = events[next++ & (WORDS.length - 1)];
        return Objects.requireNonNull(Objects.requireNonNull(decoder).decode(event))
                .content();
    }
}
