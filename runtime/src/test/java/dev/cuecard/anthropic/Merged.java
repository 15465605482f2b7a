package dev.cuecard.anthropic;

import dev.cuecard.error.ApiError;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
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
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a decoder's chunks amount to, put together in the plainest way. */
public final class Merged {

    public final List<AnthropicChunk> chunks = new ArrayList<>();
    public final TreeMap<Integer, Call> calls = new TreeMap<>();
    public String text = "";
    public int textChunks;
    public String reasoning = "";
    public String refusal = "";
    public String id = "";
    public String model = "";
    public Optional<FinishReason> finishReason = Optional.empty();
    public Optional<Usage> usage = Optional.empty();
    public Optional<ApiError> error = Optional.empty();
    public boolean ended;
    public boolean finished;
    private final ChunkDecoder<AnthropicChunk> decoder = decoder();

    private Merged() {}

    /** A tool call. */
    public static final class Call {
        public String id = "";
        public String name = "";
        public String arguments = "";

        private Call() {}

        private void add(ToolCallDelta delta) {
            id += delta.id();
            name += delta.name();
            arguments += delta.arguments();
        }

        @Override
        public String toString() {
            return id + " " + name + "(" + arguments + ")";
        }
    }

    public static Merged stream(List<WireEvent> events) throws MalformedEventException {
        Merged merged = new Merged();
        for (WireEvent event : events) {
            merged.add(merged.decoder.decode(event));
        }
        return merged;
    }

    public static Merged whole(byte[] body) throws MalformedEventException {
        Merged merged = new Merged();
        merged.add(merged.decoder.decodeWhole(new WireEvent("", body, true)));
        return merged;
    }

    static Merged whole(String body) throws MalformedEventException {
        return whole(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads events given by their data. */
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

    static ChunkDecoder<AnthropicChunk> decoder() {
        return Anthropic.provider().decoder();
    }

    private void add(@Nullable AnthropicChunk chunk) {
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
        textChunks += chunk.content().isEmpty() ? 0 : 1;
        for (Choice choice : chunk.choices()) {
            text += choice.delta().content();
            reasoning += choice.delta().reasoning();
            refusal += choice.delta().refusal();
            finishReason = choice.finishReason().or(() -> finishReason);
            for (ToolCallDelta delta : choice.delta().toolCalls()) {
                calls.computeIfAbsent(delta.index().orElseThrow(), index -> new Call())
                        .add(delta);
            }
        }
    }

    /** The turn as the result of a call that keeps text gives it. */
    Message turn() {
        List<Part> parts = new ArrayList<>();
        if (!text.isEmpty() || calls.isEmpty()) {
            parts.add(new Text(text));
        }
        for (Call call : calls.values()) {
            parts.add(new ToolCall(Optional.of(call.id), call.name, call.arguments.isEmpty() ? "{}" : call.arguments));
        }
        return decoder.turnCompletion().complete(new Message(Role.ASSISTANT, parts), reasoning);
    }

    /** The turn as the result of a call that keeps no text gives it. */
    Message turnWithoutText() {
        return decoder.turnCompletion().complete(Message.assistant(""), "");
    }
}
