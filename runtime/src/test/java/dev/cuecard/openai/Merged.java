package dev.cuecard.openai;

import dev.cuecard.error.ApiError;
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

    final Map<Integer, Reply> choices = new TreeMap<>();
    final List<OpenAiChunk> chunks = new ArrayList<>();
    String id = "";
    String model = "";
    Optional<Usage> usage = Optional.empty();
    Optional<ApiError> error = Optional.empty();
    boolean ended;
    boolean finished;

    static Merged stream(List<WireEvent> events) throws MalformedEventException {
        OpenAiDecoder decoder = decoder();
        Merged merged = new Merged();
        for (WireEvent event : events) {
            merged.add(decoder.decode(event), decoder);
        }
        return merged;
    }

    static Merged whole(byte[] body) throws MalformedEventException {
        OpenAiDecoder decoder = decoder();
        Merged merged = new Merged();
        merged.add(decoder.decodeWhole(new WireEvent("", body, true)), decoder);
        return merged;
    }

    static Merged stream(String... data) throws MalformedEventException {
        List<WireEvent> events = new ArrayList<>();
        for (String each : data) {
            events.add(event("", each));
        }
        return stream(events);
    }

    static WireEvent event(String name, String data) {
        return new WireEvent(name, data.getBytes(StandardCharsets.UTF_8), true);
    }

    static OpenAiDecoder decoder() {
        return (OpenAiDecoder)
                OpenAi.compatible("server", "http://localhost/v1", "").decoder();
    }

    private void add(@Nullable OpenAiChunk chunk, OpenAiDecoder decoder) {
        if (error.isEmpty()) {
            error = decoder.error();
        }
        ended = decoder.ended();
        finished = decoder.finished();
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

    /** One choice. */
    static final class Reply {
        final StringBuilder text = new StringBuilder();
        final StringBuilder reasoning = new StringBuilder();
        final StringBuilder refusal = new StringBuilder();
        final List<Call> calls = new ArrayList<>();
        int textChunks;
        Optional<FinishReason> finishReason = Optional.empty();

        void add(Choice choice) {
            textChunks += choice.delta().content().isEmpty() ? 0 : 1;
            text.append(choice.delta().content());
            reasoning.append(choice.delta().reasoning());
            refusal.append(choice.delta().refusal());
            finishReason = choice.finishReason().or(() -> finishReason);
            choice.delta().toolCalls().forEach(this::add);
        }

        private void add(ToolCallDelta delta) {
            Call last = calls.stream()
                    .filter(call -> call.index == delta.index().orElse(-1))
                    .reduce((a, b) -> b)
                    .orElse(null);
            if (last == null || !(delta.id().isEmpty() || delta.id().equals(last.id))) {
                last = new Call(delta.index().orElse(-1), delta.id(), delta.name());
                calls.add(last);
            }
            last.arguments.append(delta.arguments());
        }
    }

    /** A tool call. */
    static final class Call {
        final int index;
        final String id;
        final String name;
        final StringBuilder arguments = new StringBuilder();

        Call(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }
    }
}
