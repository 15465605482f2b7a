package dev.cuecard.google;

import dev.cuecard.stream.Usage;
import dev.cuecard.wire.EventParser;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * What an event holds, read in one pass over its bytes: the hot path. Knows nothing of the events before it, so that one
 * that breaks off has changed nothing.
 */
final class ParsedEvent {

    private final byte[] data;
    private String id = "";
    private String model = "";
    private List<CandidatePiece> candidates = List.of();
    private String blockReason = "";
    private String blockMessage = "";
    private Optional<Usage> usage = Optional.empty();
    private boolean listsCandidates;
    private boolean rates;
    private boolean error;
    private boolean sentence;
    private boolean detail;
    private boolean code;

    private ParsedEvent(byte[] data) {
        this.data = data;
    }

    /**
     * Reads an event.
     *
     * @param data its bytes, which are kept
     * @param id the reply's id as it is known, not made anew where it repeats
     * @param model the model's name, likewise
     * @throws tools.jackson.core.JacksonException if the data is not one JSON object; an array of one that is an error is
     *     taken for that error
     */
    static ParsedEvent read(byte[] data, String id, String model) {
        ParsedEvent event = new ParsedEvent(data);
        try (EventParser whole = EventParser.of(data)) {
            JsonParser parser = whole.json();
            boolean inArray = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken first = inArray ? parser.nextToken() : parser.currentToken();
            if (first != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "it is not a JSON object");
            }
            event.members(parser, id, model);
            if (inArray && (!event.error || parser.nextToken() != JsonToken.END_ARRAY)) {
                throw new StreamReadException(parser, "it is an array, not a JSON object");
            }
            if (!whole.finish()) {
                throw new StreamReadException(parser, "something follows the JSON object");
            }
        }
        return event;
    }

    private void members(JsonParser parser, String knownId, String knownModel) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "candidates" -> {
                    listsCandidates = token == JsonToken.START_ARRAY;
                    candidates = WireJson.objects(parser, () -> CandidatePiece.read(parser, data));
                }
                case "promptFeedback" -> feedback(parser);
                case "usageMetadata" -> usage = UsageReader.read(parser);
                case "modelVersion" -> model = WireJson.text(parser, knownModel);
                case "responseId" -> id = WireJson.text(parser, knownId);
                case "error" -> error = tellsOfError(parser);
                case "message" -> sentence = isWord(parser);
                case "detail" -> detail = token.isStructStart() ? tellsOfError(parser) : isWord(parser);
                case "code", "status" -> code |= isWord(parser) || token == JsonToken.VALUE_NUMBER_INT;
                default -> parser.skipChildren();
            }
        }
    }

    private void feedback(JsonParser parser) {
        rates = parser.currentToken() == JsonToken.START_OBJECT;
        if (!WireJson.isObject(parser)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "blockReason" -> blockReason = BlockReasons.word(ApiJson.word(parser));
                case "blockReasonMessage" -> blockMessage = WireJson.text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Null, "", {}, [] and false are what servers without an error fill its field with. */
    private static boolean tellsOfError(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            return token == JsonToken.VALUE_TRUE || isWord(parser);
        }
        boolean any = false;
        while (!parser.nextToken().isStructEnd()) {
            parser.skipChildren();
            any = true;
        }
        return any;
    }

    private static boolean isWord(JsonParser parser) {
        boolean word = parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
        parser.skipChildren();
        return word;
    }

    byte[] data() {
        return data;
    }

    String id() {
        return id;
    }

    String model() {
        return model;
    }

    List<CandidatePiece> candidates() {
        return candidates;
    }

    /** Why the prompt was blocked, empty where it was not. */
    String blockReason() {
        return blockReason;
    }

    String blockMessage() {
        return blockMessage;
    }

    Optional<Usage> usage() {
        return usage;
    }

    /** Tells whether the event holds anything of a reply. */
    boolean tellsOfReply() {
        return listsCandidates || rates || usage.isPresent();
    }

    /** Tells whether the event, one of a stream, says that something went wrong; servers in between have other forms. */
    boolean tellsOfError() {
        return error || ((detail || (sentence && code)) && !tellsOfReply());
    }

    /** Tells whether the event, the body of an answer, says that something went wrong. */
    boolean isErrorBody() {
        return tellsOfError() || (sentence && !tellsOfReply());
    }
}
