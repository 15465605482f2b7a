package dev.cuecard.anthropic;

import dev.cuecard.anthropic.MessageStreamEvent.Container;
import dev.cuecard.anthropic.MessageStreamEvent.Delta;
import dev.cuecard.anthropic.MessageStreamEvent.Message;
import dev.cuecard.anthropic.MessageStreamEvent.StopDetails;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes the typed raw event of an event's bytes, when a caller asks for it. The bytes have been read once by
 * {@link EventReader}, so they are one JSON object.
 */
final class MessageStreamEventReader {

    private static final ContentBlock NO_BLOCK = new ContentBlock.Other("", "");
    private static final ContentDelta NO_DELTA = new ContentDelta.Other("", "");

    private final JsonParser parser;
    private final byte[] source;
    private final ContentReader content;

    private MessageStreamEventReader(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
        this.content = new ContentReader(parser, source);
    }

    /**
     * Reads an event.
     *
     * @param data its bytes
     * @param type its type, which need not stand in the data
     */
    static MessageStreamEvent read(byte[] data, String type) {
        try (JsonParser parser = WireJson.parser(data)) {
            parser.nextToken();
            return new MessageStreamEventReader(parser, data).event(type);
        }
    }

    private MessageStreamEvent event(String type) {
        return switch (type) {
            case "message_start" -> messageStart();
            case "message" -> message();
            case "content_block_start" -> blockStart();
            case "content_block_delta" -> blockDelta();
            case "content_block_stop" -> blockStop();
            case "message_delta" -> messageDelta();
            case "message_stop" -> new MessageStreamEvent.MessageStop();
            default -> new MessageStreamEvent.Other(type, new String(source, StandardCharsets.UTF_8));
        };
    }

    private MessageStreamEvent messageStart() {
        Message message = new MessageFields().made();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("message") && token == JsonToken.START_OBJECT) {
                message = message();
            } else {
                parser.skipChildren();
            }
        }
        return new MessageStreamEvent.MessageStart(message);
    }

    private MessageStreamEvent blockStart() {
        OptionalInt index = OptionalInt.empty();
        ContentBlock block = NO_BLOCK;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser);
                case "content_block" -> block = WireJson.isObject(parser) ? content.block() : NO_BLOCK;
                default -> parser.skipChildren();
            }
        }
        return new MessageStreamEvent.ContentBlockStart(index, block);
    }

    private MessageStreamEvent blockDelta() {
        OptionalInt index = OptionalInt.empty();
        ContentDelta delta = NO_DELTA;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser);
                case "delta" -> delta = WireJson.isObject(parser) ? content.delta() : NO_DELTA;
                default -> parser.skipChildren();
            }
        }
        return new MessageStreamEvent.ContentBlockDelta(index, delta);
    }

    private MessageStreamEvent blockStop() {
        OptionalInt index = OptionalInt.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("index")) {
                index = WireJson.smallNumber(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new MessageStreamEvent.ContentBlockStop(index);
    }

    /** Takes the fields of the delta from inside it, and the others from beside it. */
    private MessageStreamEvent messageDelta() {
        MessageFields beside = new MessageFields();
        MessageFields inside = new MessageFields();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (!name.equals("delta")) {
                beside.read(name);
            } else if (WireJson.isObject(parser)) {
                inside.readAll();
            }
        }
        Delta delta = new Delta(inside.stopReason, inside.stopSequence, inside.stopDetails, inside.container);
        return new MessageStreamEvent.MessageDelta(
                delta, beside.usage, beside.contextManagement, beside.inputTransformations);
    }

    private Message message() {
        MessageFields fields = new MessageFields();
        fields.readAll();
        return fields.made();
    }

    /** The fields of a message, of which a delta has some. */
    private final class MessageFields {
        private Optional<String> id = Optional.empty();
        private Optional<String> role = Optional.empty();
        private Optional<String> model = Optional.empty();
        private List<ContentBlock> blocks = List.of();
        private Optional<String> stopReason = Optional.empty();
        private Optional<String> stopSequence = Optional.empty();
        private Optional<StopDetails> stopDetails = Optional.empty();
        private Optional<MessageUsage> usage = Optional.empty();
        private Optional<Container> container = Optional.empty();
        private Optional<String> contextManagement = Optional.empty();
        private Optional<String> inputTransformations = Optional.empty();
        private Optional<String> diagnostics = Optional.empty();

        void readAll() {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                read(name);
            }
        }

        void read(String name) {
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "role" -> role = WireJson.optionalText(parser);
                case "model" -> model = WireJson.optionalText(parser);
                case "content" -> blocks = WireJson.objects(parser, content::block);
                case "stop_reason" -> stopReason = WireJson.optionalText(parser);
                case "stop_sequence" -> stopSequence = WireJson.optionalText(parser);
                case "stop_details" -> stopDetails = stopDetails();
                case "usage" -> usage = MessageUsageReader.read(parser);
                case "container" -> container = container();
                case "context_management" -> contextManagement = JsonText.optional(parser, source);
                case "input_transformations" -> inputTransformations = JsonText.optional(parser, source);
                case "diagnostics" -> diagnostics = JsonText.optional(parser, source);
                default -> parser.skipChildren();
            }
        }

        Message made() {
            return new Message(
                    id,
                    role,
                    model,
                    blocks,
                    stopReason,
                    stopSequence,
                    stopDetails,
                    usage,
                    container,
                    contextManagement,
                    inputTransformations,
                    diagnostics);
        }
    }

    private Optional<StopDetails> stopDetails() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> type = Optional.empty();
        Optional<String> category = Optional.empty();
        Optional<String> explanation = Optional.empty();
        Optional<String> creditToken = Optional.empty();
        Optional<Boolean> prefillClaim = Optional.empty();
        Optional<String> recommended = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = WireJson.optionalText(parser);
                case "category" -> category = WireJson.optionalText(parser);
                case "explanation" -> explanation = WireJson.optionalText(parser);
                case "fallback_credit_token" -> creditToken = WireJson.optionalText(parser);
                case "fallback_has_prefill_claim" -> prefillClaim = JsonText.truth(parser);
                case "recommended_model" -> recommended = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new StopDetails(type, category, explanation, creditToken, prefillClaim, recommended));
    }

    private Optional<Container> container() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> id = Optional.empty();
        Optional<String> expiresAt = Optional.empty();
        Optional<String> skills = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "expires_at" -> expiresAt = WireJson.optionalText(parser);
                case "skills" -> skills = JsonText.optional(parser, source);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new Container(id, expiresAt, skills));
    }
}
