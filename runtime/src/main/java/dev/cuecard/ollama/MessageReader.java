package dev.cuecard.ollama;

import dev.cuecard.message.Role;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what a line adds to the reply. Used by {@link LineReader}. */
final class MessageReader {

    private static final Optional<Role> ASSISTANT = Optional.of(Role.ASSISTANT);

    private MessageReader() {}

    /**
     * Reads the object that the parser stands on.
     *
     * @param parser stands on the message
     * @param source the bytes that it reads
     * @param before how many tools the lines before have called
     */
    static Delta read(JsonParser parser, byte[] source, int before) {
        Optional<Role> role = Optional.empty();
        String content = "";
        String thinking = "";
        List<ToolCallDelta> toolCalls = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "role" -> role = role(WireJson.text(parser, "assistant"));
                case "content" -> content = WireJson.text(parser);
                case "thinking" -> thinking = WireJson.text(parser);
                case "tool_calls" -> toolCalls = toolCalls(parser, source, before);
                default -> parser.skipChildren();
            }
        }
        return new Delta(role, content, thinking, "", toolCalls);
    }

    private static Optional<Role> role(String word) {
        return switch (word) {
            case "assistant" -> ASSISTANT;
            case "system" -> Optional.of(Role.SYSTEM);
            case "user" -> Optional.of(Role.USER);
            case "tool" -> Optional.of(Role.TOOL);
            default -> Optional.empty();
        };
    }

    /**
     * Reads calls, each of which is whole. They are numbered here: the index on the wire is missing in older versions, and
     * left out for the first call of a line in others.
     */
    private static List<ToolCallDelta> toolCalls(JsonParser parser, byte[] source, int before) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return List.of(toolCall(parser, source, before));
        }
        if (!WireJson.isArray(parser)) {
            return List.of();
        }
        List<ToolCallDelta> calls = new ArrayList<>(1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (WireJson.isObject(parser)) {
                calls.add(toolCall(parser, source, before + calls.size()));
            }
        }
        return List.copyOf(calls);
    }

    private static ToolCallDelta toolCall(JsonParser parser, byte[] source, int index) {
        String id = "";
        String called = "";
        String arguments = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("id")) {
                id = WireJson.text(parser);
            } else if (name.equals("function") && WireJson.isObject(parser)) {
                for (String member = parser.nextName(); member != null; member = parser.nextName()) {
                    parser.nextToken();
                    switch (member) {
                        case "name" -> called = WireJson.text(parser);
                        case "arguments" -> arguments = WireJson.textOrJson(parser, source);
                        default -> parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return new ToolCallDelta(OptionalInt.of(index), id, called, arguments);
    }
}
