package dev.cuecard.openai;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.Usage;
import dev.cuecard.wire.EventParser;
import dev.cuecard.wire.EventShape;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Makes a chunk of an event's bytes in one pass: the hot path. It also notes what else the event told, for
 * {@link OpenAiDecoder} to ask about afterwards. One reader serves one answer, because what repeats from chunk to chunk
 * is kept.
 */
final class ChunkReader {

    private final ReasoningDetails details;
    private final EventShape shape = new EventShape();
    private String id = "";
    private String model = "";
    private String fingerprint = "";
    private boolean usageSeen;
    private boolean finishSeen;

    // What the last event told.
    private boolean listsChoices;
    private boolean countsUsage;
    private boolean error;
    private boolean sentence;
    private boolean detail;
    private boolean code;
    private String type = "";

    /** The chunk that the following ones may be like. */
    private @Nullable OpenAiChunk pattern;

    /**
     * Makes a reader.
     *
     * @param details reads thinking that comes in objects
     */
    ChunkReader(ReasoningDetails details) {
        this.details = details;
    }

    /**
     * Reads an event.
     *
     * @param data its bytes, which the chunk keeps
     * @param whole whether it is the whole answer, of which the message counts; else the delta does
     * @throws JacksonException if the data is not one JSON object
     */
    OpenAiChunk read(byte[] data, boolean whole) {
        beginEvent();
        OpenAiChunk like = pattern;
        if (like != null && shape.matches(data)) {
            String content = shape.text(data);
            if (!content.isEmpty()) {
                listsChoices = true;
                return like.with(data, content);
            }
        }
        shape.begin(data);
        try (EventParser event = EventParser.of(data)) {
            JsonParser parser = event.json();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "it is not a JSON object");
            }
            OpenAiChunk chunk = chunk(parser, data, whole);
            if (!event.finish()) {
                throw new StreamReadException(parser, "something follows the JSON object");
            }
            details.keep();
            for (Choice choice : chunk.choices()) {
                finishSeen |= choice.finishReason().isPresent();
            }
            if (!whole && addsTextAlone(chunk) && shape.keep()) {
                pattern = chunk;
            }
            return chunk;
        }
    }

    /** Forgets what the last event told. */
    private void beginEvent() {
        listsChoices = false;
        countsUsage = false;
        error = false;
        sentence = false;
        detail = false;
        code = false;
        type = "";
        details.reset();
    }

    /** Whether an event adds a text to one choice and tells nothing else. */
    private boolean addsTextAlone(OpenAiChunk chunk) {
        if (countsUsage || error || sentence || detail || code || !type.isEmpty() || !details.isIdle()) {
            return false;
        }
        if (chunk.choices().size() != 1) {
            return false;
        }
        Delta delta = chunk.delta();
        return chunk.choice().finishReason().isEmpty()
                && !delta.content().isEmpty()
                && delta.reasoning().isEmpty()
                && delta.refusal().isEmpty()
                && delta.toolCalls().isEmpty();
    }

    private OpenAiChunk chunk(JsonParser parser, byte[] data, boolean whole) {
        String eventId = "";
        String eventModel = "";
        String eventFingerprint = "";
        List<Choice> choices = List.of();
        Optional<Usage> usage = Optional.empty();
        Optional<Usage> groqUsage = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "choices" -> {
                    listsChoices = token == JsonToken.START_ARRAY;
                    choices = listsChoices ? choices(parser, data, whole) : none(parser);
                }
                case "id" -> eventId = WireJson.text(parser, id);
                case "model" -> eventModel = WireJson.text(parser, model);
                case "system_fingerprint" -> eventFingerprint = WireJson.text(parser, fingerprint);
                case "usage" -> usage = UsageReader.read(parser);
                case "x_groq" -> groqUsage = groq(parser);
                case "error" -> error |= tellsOfError(parser);
                case "message" -> sentence = isWord(parser);
                case "detail" -> detail = isWord(parser);
                case "object" ->
                    error |= WireJson.text(parser, "chat.completion.chunk").equalsIgnoreCase("error");
                case "type" -> type = WireJson.text(parser, type);
                case "code" -> code = isCode(parser);
                // OpenAI pads its chunks, so that their lengths do not tell what they say.
                case "obfuscation" -> {
                    shape.passOver(parser);
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        id = keep(eventId, id);
        model = keep(eventModel, model);
        fingerprint = keep(eventFingerprint, fingerprint);
        countsUsage = usage.isPresent() || groqUsage.isPresent();
        usageSeen |= usage.isPresent();
        // Groq repeats its usage in a field of its own; that one counts only where there is no other.
        Optional<Usage> counted = usage.isPresent() || usageSeen ? usage : groqUsage;
        return new OpenAiChunk(data, whole, eventId, eventModel, eventFingerprint, choices, counted);
    }

    private static String keep(String now, String before) {
        return now.isEmpty() ? before : now;
    }

    private static List<Choice> none(JsonParser parser) {
        parser.skipChildren();
        return List.of();
    }

    private List<Choice> choices(JsonParser parser, byte[] data, boolean whole) {
        Choice first = null;
        List<Choice> more = null;
        int place = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!WireJson.isObject(parser)) {
                continue;
            }
            Choice choice = choice(parser, data, whole, place++);
            if (first == null) {
                first = choice;
            } else {
                if (more == null) {
                    more = new ArrayList<>();
                    more.add(first);
                }
                more.add(choice);
            }
        }
        return more != null ? List.copyOf(more) : first != null ? List.of(first) : List.of();
    }

    /** Reads a choice; its place in the list is its index where it tells none. */
    private Choice choice(JsonParser parser, byte[] data, boolean whole, int place) {
        int index = place;
        Delta delta = null;
        Delta message = null;
        Optional<FinishReason> finishReason = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser).orElse(place);
                case "delta" ->
                    delta = WireJson.isObject(parser) ? DeltaReader.read(parser, data, details, shape) : null;
                case "message" ->
                    message = WireJson.isObject(parser) ? DeltaReader.read(parser, data, details, shape) : null;
                case "finish_reason" -> finishReason = FinishReasons.of(WireJson.text(parser));
                // OpenRouter's place for what went wrong with the model behind it.
                case "error" -> error |= tellsOfError(parser);
                default -> parser.skipChildren();
            }
        }
        Delta picked = pick(delta, message, whole);
        details.take(index, picked);
        return new Choice(index, picked, finishReason);
    }

    /** Perplexity sends both: beside each delta the message so far, beside a whole message an empty delta. */
    private static Delta pick(@Nullable Delta delta, @Nullable Delta message, boolean whole) {
        Delta first = whole ? message : delta;
        Delta second = whole ? delta : message;
        return first != null ? first : second != null ? second : Delta.EMPTY;
    }

    private Optional<Usage> groq(JsonParser parser) {
        Optional<Usage> usage = Optional.empty();
        if (WireJson.isObject(parser)) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "usage" -> usage = UsageReader.read(parser);
                    case "error" -> error |= tellsOfError(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return usage;
    }

    /** Null, "", {}, [] and false are what servers without an error fill its field with. */
    private static boolean tellsOfError(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            if (parser.nextToken().isStructEnd()) {
                return false;
            }
            skipRest(parser);
            return true;
        }
        return token == JsonToken.VALUE_TRUE || isWord(parser);
    }

    /** Steps to the end of a structure whose first token has been read. */
    private static void skipRest(JsonParser parser) {
        do {
            parser.skipChildren();
        } while (!parser.nextToken().isStructEnd());
    }

    private static boolean isWord(JsonParser parser) {
        JsonToken token = parser.currentToken();
        parser.skipChildren();
        return token.isStructStart() || (token == JsonToken.VALUE_STRING && parser.getStringLength() > 0);
    }

    private static boolean isCode(JsonParser parser) {
        return isWord(parser) || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    /** Tells whether a choice of any event had a finish reason. */
    boolean finishSeen() {
        return finishSeen;
    }

    /** Tells whether the last event holds anything of a reply. */
    boolean tellsOfReply() {
        return listsChoices || countsUsage;
    }

    /** Tells whether the last event, one of a stream, says that something went wrong. */
    boolean tellsOfError() {
        boolean explained = detail || (sentence && (code || !type.isEmpty()));
        return error || (explained && !tellsOfReply() && !isPing());
    }

    /** Tells whether the last event, the body of an answer, says that something went wrong. */
    boolean isErrorBody() {
        return tellsOfError() || (!tellsOfReply() && sentence);
    }

    /** Tells whether the last event only keeps the connection alive. */
    boolean isPing() {
        return !tellsOfReply() && (type.equals("ping") || type.equals("keepalive"));
    }
}
