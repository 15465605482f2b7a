package dev.cuecard.openai;

import dev.cuecard.message.Role;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.wire.EventShape;
import dev.cuecard.wire.WireJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a chunk adds to a choice, and the message of a whole answer, which has the same fields. Used by
 * {@link ChunkReader}.
 */
final class DeltaReader {

    private static final Optional<Role> ASSISTANT = Optional.of(Role.ASSISTANT);

    private DeltaReader() {}

    /** Reads the object that the parser stands on. */
    static Delta read(JsonParser parser, byte[] source, ReasoningDetails reasoningDetails, EventShape shape) {
        reasoningDetails.begin();
        Optional<Role> role = Optional.empty();
        String content = "";
        String refusal = "";
        String reasoningContent = "";
        String reasoning = "";
        String details = "";
        String thinking = "";
        String refusalPart = "";
        List<ToolCallDelta> toolCalls = List.of();
        List<ToolCallDelta> functionCall = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "role" -> role = role(WireJson.text(parser, "assistant"));
                case "content" -> {
                    if (token.isStructStart()) {
                        ContentParts parts = ContentParts.read(parser);
                        content = parts.text();
                        thinking = parts.thinking();
                        refusalPart = parts.refusal();
                    } else {
                        shape.read(parser);
                        content = WireJson.text(parser);
                        thinking = "";
                        refusalPart = "";
                    }
                }
                case "refusal" -> refusal = WireJson.text(parser);
                case "reasoning_content" -> reasoningContent = WireJson.text(parser);
                case "reasoning" -> reasoning = WireJson.text(parser);
                case "reasoning_details" -> details = reasoningDetails.read(parser);
                case "tool_calls" -> toolCalls = ToolCallReader.readAll(parser, source);
                case "function_call" -> functionCall = ToolCallReader.readLegacy(parser, source);
                default -> parser.skipChildren();
            }
        }
        // Servers that send the thinking in two fields send the same text in both.
        String thought = firstText(reasoningContent, firstText(reasoning, firstText(details, thinking)));
        String declined = firstText(refusal, refusalPart);
        List<ToolCallDelta> calls = toolCalls.isEmpty() ? functionCall : toolCalls;
        if (role.isEmpty() && content.isEmpty() && thought.isEmpty() && declined.isEmpty() && calls.isEmpty()) {
            return Delta.EMPTY;
        }
        return new Delta(role, content, thought, declined, calls);
    }

    private static String firstText(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    private static Optional<Role> role(String word) {
        return switch (word) {
            case "assistant" -> ASSISTANT;
            case "system" -> Optional.of(Role.SYSTEM);
            case "developer" -> Optional.of(Role.DEVELOPER);
            case "user" -> Optional.of(Role.USER);
            case "tool" -> Optional.of(Role.TOOL);
            default -> Optional.empty();
        };
    }
}
