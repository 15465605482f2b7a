package dev.cuecard.anthropic;

import dev.cuecard.anthropic.EventFields.Block;
import dev.cuecard.wire.EventParser;
import dev.cuecard.wire.EventShape;
import dev.cuecard.wire.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads an event's bytes in one pass: the hot path. It only takes out what there is; what it means is for {@link Reply} to say.
 * One reader serves one answer, because words that repeat from event to event are kept.
 */
final class EventReader {

    private String type = "";
    private String deltaType = "";

    private final EventShape shape = new EventShape();

    /** The event that the following ones may be like. */
    private @Nullable EventFields pattern;

    /**
     * Reads an event.
     *
     * @param data its bytes
     * @return its fields
     * @throws JacksonException if the data is not one JSON object
     */
    EventFields read(byte[] data) {
        EventFields like = pattern;
        if (like != null && shape.matches(data)) {
            String text = shape.text(data);
            if (!text.isEmpty()) {
                return like.with(data, text);
            }
        }
        shape.begin(data);
        try (EventParser whole = EventParser.of(data)) {
            JsonParser parser = whole.json();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "it is not a JSON object");
            }
            EventFields event = new EventFields(data);
            members(parser, event);
            if (!whole.finish()) {
                throw new StreamReadException(parser, "something follows the JSON object");
            }
            if (event.addsTextAlone() && shape.keep()) {
                pattern = event;
            }
            return event;
        }
    }

    private void members(JsonParser parser, EventFields event) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> {
                    type = WireJson.text(parser, type);
                    event.type = type;
                }
                case "index" -> event.index = WireJson.smallNumber(parser).orElse(EventFields.NO_INDEX);
                case "delta" -> delta(parser, event);
                case "content_block" -> event.block = WireJson.isObject(parser) ? block(parser, event.data) : null;
                case "message" -> {
                    if (token == JsonToken.START_OBJECT) {
                        message(parser, event);
                    } else {
                        event.sentence |= isWord(parser);
                    }
                }
                case "detail" -> event.sentence |= isWord(parser);
                case "error" -> event.error |= tellsOfError(parser);
                default -> messageMember(parser, event, name);
            }
        }
    }

    private static void message(JsonParser parser, EventFields event) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            messageMember(parser, event, name);
        }
    }

    /** Reads a field of a message: inside the event that begins it, or at the top level of a whole one. */
    private static void messageMember(JsonParser parser, EventFields event, String name) {
        switch (name) {
            case "id" -> event.id = WireJson.text(parser);
            case "model" -> event.model = WireJson.text(parser);
            case "role" ->
                event.byAssistant = WireJson.text(parser, "assistant").equals("assistant");
            case "stop_reason" -> event.stopReason = WireJson.text(parser);
            case "usage" -> event.usage = UsageReader.read(parser);
            case "content" -> {
                boolean listed = parser.currentToken() == JsonToken.START_ARRAY;
                event.content = listed ? WireJson.objects(parser, () -> block(parser, event.data)) : event.content;
                parser.skipChildren();
            }
            default -> parser.skipChildren();
        }
    }

    private void delta(JsonParser parser, EventFields event) {
        if (!WireJson.isObject(parser)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> {
                    deltaType = WireJson.text(parser, deltaType);
                    event.deltaType = deltaType;
                }
                case "text" -> {
                    shape.read(parser);
                    event.text = WireJson.text(parser);
                }
                case "thinking" -> event.thinking = WireJson.text(parser);
                case "partial_json" -> event.partialJson = WireJson.text(parser);
                case "signature" -> event.signature = WireJson.text(parser);
                case "stop_reason" -> event.stopReason = WireJson.text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static Block block(JsonParser parser, byte[] source) {
        String type = "";
        String id = "";
        String called = "";
        String input = "";
        String text = "";
        String thinking = "";
        String signature = "";
        String redacted = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = WireJson.text(parser);
                case "id" -> id = WireJson.text(parser);
                case "name" -> called = WireJson.text(parser);
                case "input" -> input = input(parser, source);
                case "text" -> text = WireJson.text(parser);
                case "thinking" -> thinking = WireJson.text(parser);
                case "signature" -> signature = WireJson.text(parser);
                case "data" -> redacted = WireJson.text(parser);
                default -> parser.skipChildren();
            }
        }
        return new Block(type, id, called, input, text, thinking, signature, redacted);
    }

    /** An empty object is what a block begins with whose input is still to come. */
    private static String input(JsonParser parser, byte[] source) {
        String input = WireJson.textOrJson(parser, source);
        boolean empty =
                input.startsWith("{") && input.substring(1).stripLeading().equals("}");
        return empty ? "" : input;
    }

    /** Null, "", {}, [] and false are what servers without an error fill its field with. */
    private static boolean tellsOfError(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            if (parser.nextToken().isStructEnd()) {
                return false;
            }
            do {
                parser.skipChildren();
            } while (!parser.nextToken().isStructEnd());
            return true;
        }
        return token == JsonToken.VALUE_TRUE || isWord(parser);
    }

    private static boolean isWord(JsonParser parser) {
        JsonToken token = parser.currentToken();
        parser.skipChildren();
        return token.isStructStart() || (token == JsonToken.VALUE_STRING && parser.getStringLength() > 0);
    }
}
