package dev.cuecard.ollama;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.wire.EventParser;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Makes a chunk of a line's bytes in one pass: the hot path. It also notes what else the line told, for {@link OllamaDecoder}
 * to ask about afterwards. One reader serves one answer, because tool calls are counted over all of its lines.
 */
final class LineReader {

    private String model = "";
    private int toolCalls;
    private boolean finishSeen;

    // What the last line told.
    private boolean reply;
    private boolean error;
    private boolean sentence;

    /**
     * Reads a line.
     *
     * @param data its bytes, which the chunk keeps
     * @throws JacksonException if the data is not one JSON object; nothing of it is noted then
     */
    OllamaChunk read(byte[] data) {
        reply = false;
        error = false;
        sentence = false;
        try (EventParser whole = EventParser.of(data)) {
            JsonParser parser = whole.json();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "it is not a JSON object");
            }
            return line(whole, parser, data);
        }
    }

    private OllamaChunk line(EventParser whole, JsonParser parser, byte[] data) {
        String lineModel = "";
        Delta delta = Delta.EMPTY;
        boolean done = false;
        String doneReason = "";
        Metrics metrics = Metrics.NONE;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "model" -> lineModel = WireJson.text(parser, model);
                case "created_at" -> parser.skipChildren();
                case "message" -> {
                    reply = token == JsonToken.START_OBJECT;
                    sentence |= isText(parser);
                    delta = reply ? MessageReader.read(parser, data, toolCalls) : skip(parser);
                }
                case "done" -> {
                    done = token == JsonToken.VALUE_TRUE;
                    parser.skipChildren();
                }
                case "done_reason" -> doneReason = WireJson.text(parser);
                case "error" -> error |= tellsOfError(parser);
                case "detail" -> {
                    sentence |= isText(parser);
                    parser.skipChildren();
                }
                default -> {
                    Metrics read = metrics == Metrics.NONE ? new Metrics() : metrics;
                    if (read.read(name, parser)) {
                        metrics = read;
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        if (!whole.finish()) {
            throw new StreamReadException(parser, "something follows the JSON object");
        }
        model = lineModel.isEmpty() ? model : lineModel;
        toolCalls += delta.toolCalls().size();
        Optional<FinishReason> finishReason = FinishReasons.of(doneReason, toolCalls > 0);
        finishSeen |= finishReason.isPresent();
        // A sentence where a reply has none is how proxies tell of errors, as long as nothing speaks of a reply.
        sentence &= !reply && !done && lineModel.isEmpty();
        List<Choice> choices =
                reply || finishReason.isPresent() ? List.of(new Choice(0, delta, finishReason)) : List.of();
        return new OllamaChunk(data, lineModel, choices, done, metrics);
    }

    private static Delta skip(JsonParser parser) {
        parser.skipChildren();
        return Delta.EMPTY;
    }

    private static boolean isText(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
    }

    /** Null, "", {}, [] and false are what servers without an error fill its field with. */
    private static boolean tellsOfError(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            return token == JsonToken.VALUE_TRUE || isText(parser);
        }
        boolean any = false;
        for (int depth = 1; depth > 0; ) {
            JsonToken next = parser.nextToken();
            any |= !next.isStructEnd();
            depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        }
        return any;
    }

    /** Tells whether a line had a finish reason. */
    boolean finishSeen() {
        return finishSeen;
    }

    /** Tells whether the last line holds anything of a reply. */
    boolean tellsOfReply() {
        return reply;
    }

    /** Tells whether the last line says that something went wrong. */
    boolean tellsOfError() {
        return error || sentence;
    }
}
