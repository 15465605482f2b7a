package dev.cuecard.google;

import dev.cuecard.error.ApiError;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.stream.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a decoder's chunks amount to, put together in the plainest way. */
final class Merged {

    final ChunkDecoder<GeminiChunk> decoder = Gemini.provider().decoder();
    final Map<Integer, Reply> choices = new TreeMap<>();
    final List<GeminiChunk> chunks = new ArrayList<>();
    String id = "";
    String model = "";
    Optional<Usage> usage = Optional.empty();
    Optional<ApiError> error = Optional.empty();

    static Merged stream(List<WireEvent> events) throws MalformedEventException {
        Merged merged = new Merged();
        for (WireEvent event : events) {
            merged.add(merged.decoder.decode(event));
        }
        return merged;
    }

    static Merged stream(String... data) throws MalformedEventException {
        List<WireEvent> events = new ArrayList<>();
        for (String each : data) {
            events.add(event(each));
        }
        return stream(events);
    }

    static Merged whole(byte[] body) throws MalformedEventException {
        Merged merged = new Merged();
        merged.add(merged.decoder.decodeWhole(new WireEvent("", body, true)));
        return merged;
    }

    static Merged whole(String body) throws MalformedEventException {
        return whole(body.getBytes(StandardCharsets.UTF_8));
    }

    static WireEvent event(String data) {
        return event("", data, true);
    }

    static WireEvent event(String name, String data, boolean terminated) {
        return new WireEvent(name, data.getBytes(StandardCharsets.UTF_8), terminated);
    }

    /** An event that adds parts to the candidate. */
    static String parts(String... parts) {
        return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" + String.join(",", parts) + "]}}]}";
    }

    /** An event that ends the candidate. */
    static String finish(String reason) {
        return "{\"candidates\":[{\"finishReason\":\"" + reason + "\"}]}";
    }

    private void add(@Nullable GeminiChunk chunk) {
        if (error.isEmpty()) {
            error = decoder.error();
        }
        if (chunk == null) {
            return;
        }
        chunks.add(chunk);
        id = id.isEmpty() ? chunk.id() : id;
        model = model.isEmpty() ? chunk.model() : model;
        usage = chunk.usage().or(() -> usage);
        for (Choice choice : chunk.choices()) {
            choices.computeIfAbsent(choice.index(), index -> new Reply()).add(choice);
        }
    }

    Reply first() {
        return choices.isEmpty() ? new Reply() : choices.values().iterator().next();
    }

    Reply candidate(int index) {
        return choices.getOrDefault(index, new Reply());
    }

    /** One candidate. */
    static final class Reply {
        final StringBuilder text = new StringBuilder();
        final StringBuilder reasoning = new StringBuilder();
        final StringBuilder refusal = new StringBuilder();
        final List<ToolCallDelta> calls = new ArrayList<>();
        int textChunks;
        Optional<FinishReason> finishReason = Optional.empty();

        void add(Choice choice) {
            textChunks += choice.delta().content().isEmpty() ? 0 : 1;
            text.append(choice.delta().content());
            reasoning.append(choice.delta().reasoning());
            refusal.append(choice.delta().refusal());
            finishReason = choice.finishReason().or(() -> finishReason);
            calls.addAll(choice.delta().toolCalls());
        }

        List<String> arguments() {
            return calls.stream().map(ToolCallDelta::arguments).toList();
        }
    }
}
