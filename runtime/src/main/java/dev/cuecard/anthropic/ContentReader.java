package dev.cuecard.anthropic;

import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * Makes typed blocks and their deltas for {@link MessageStreamEventReader}. The type may stand last, so the fields of all types
 * are read, and then those are taken that the type has.
 */
final class ContentReader {

    private final JsonParser parser;
    private final byte[] source;

    ContentReader(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
    }

    /** Reads the block that the parser stands on. */
    ContentBlock block() {
        Fields fields = new Fields();
        String json = fields.read();
        String type = fields.type;
        return switch (type) {
            case "text" -> new ContentBlock.Text(fields.text, fields.citations, json);
            case "thinking" -> new ContentBlock.Thinking(fields.thinking, fields.signature, json);
            case "redacted_thinking" -> new ContentBlock.RedactedThinking(fields.data, json);
            case "tool_use" -> new ContentBlock.ToolUse(fields.id, fields.name, fields.input, fields.caller, json);
            case "server_tool_use", "mcp_tool_use" ->
                new ContentBlock.ServerToolUse(
                        type, fields.id, fields.name, fields.serverName, fields.input, fields.caller, json);
            case "compaction" -> new ContentBlock.Compaction(fields.contentText, fields.encryptedContent, json);
            default ->
                type.endsWith("_tool_result")
                        ? new ContentBlock.ToolResult(
                                type, fields.toolUseId, fields.content, fields.isError, fields.caller, json)
                        : new ContentBlock.Other(type, json);
        };
    }

    /** Reads the delta that the parser stands on. */
    ContentDelta delta() {
        Fields fields = new Fields();
        String json = fields.read();
        return switch (fields.type) {
            case "text_delta" -> new ContentDelta.Text(fields.text);
            case "input_json_delta" -> new ContentDelta.InputJson(fields.partialJson);
            case "thinking_delta" -> new ContentDelta.Thinking(fields.thinking, fields.estimatedTokens);
            case "signature_delta" -> new ContentDelta.Signature(fields.signature);
            case "citations_delta" -> new ContentDelta.Citations(fields.citation);
            case "compaction_delta" -> new ContentDelta.Compaction(fields.contentText, fields.encryptedContent);
            default -> new ContentDelta.Other(fields.type, json);
        };
    }

    /** The fields of every kind of block and delta. */
    private final class Fields {
        private String type = "";
        private Optional<String> id = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<String> serverName = Optional.empty();
        private Optional<String> input = Optional.empty();
        private Optional<String> partialJson = Optional.empty();
        private Optional<String> caller = Optional.empty();
        private Optional<String> toolUseId = Optional.empty();
        private Optional<Boolean> isError = Optional.empty();
        private Optional<String> text = Optional.empty();
        private List<Citation> citations = List.of();
        private Optional<Citation> citation = Optional.empty();
        private Optional<String> thinking = Optional.empty();
        private OptionalLong estimatedTokens = OptionalLong.empty();
        private Optional<String> signature = Optional.empty();
        private Optional<String> data = Optional.empty();
        private Optional<String> content = Optional.empty();
        private Optional<String> contentText = Optional.empty();
        private Optional<String> encryptedContent = Optional.empty();

        /** Reads the object that the parser stands on, and gives its JSON. */
        String read() {
            int start = JsonText.start(parser);
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                parser.nextToken();
                read(field);
            }
            return JsonText.since(start, parser, source);
        }

        private void read(String field) {
            switch (field) {
                case "type" -> type = WireJson.text(parser);
                case "id" -> id = WireJson.optionalText(parser);
                case "name" -> name = WireJson.optionalText(parser);
                case "server_name" -> serverName = WireJson.optionalText(parser);
                case "input" -> input = JsonText.optional(parser, source);
                case "partial_json" -> partialJson = WireJson.optionalText(parser);
                case "caller" -> caller = JsonText.optional(parser, source);
                case "tool_use_id" -> toolUseId = WireJson.optionalText(parser);
                case "is_error" -> isError = JsonText.truth(parser);
                case "text" -> text = WireJson.optionalText(parser);
                case "citations" -> citations = WireJson.objects(parser, () -> CitationReader.read(parser, source));
                case "citation" ->
                    citation = WireJson.isObject(parser)
                            ? Optional.of(CitationReader.read(parser, source))
                            : Optional.empty();
                case "thinking" -> thinking = WireJson.optionalText(parser);
                case "estimated_tokens" -> estimatedTokens = WireJson.wholeNumber(parser);
                case "signature" -> signature = WireJson.optionalText(parser);
                case "data" -> data = WireJson.optionalText(parser);
                case "content" -> {
                    // A text of a summary, any value of a tool's result.
                    content = JsonText.optional(parser, source);
                    contentText = WireJson.optionalText(parser);
                }
                case "encrypted_content" -> encryptedContent = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
    }
}
