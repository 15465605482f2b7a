package dev.cuecard.openai;

import dev.cuecard.stream.ToolCallDelta;
import dev.cuecard.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads fragments of tool calls, one by one as they are sent; putting them together is the accumulator's work. */
final class ToolCallReader {

    private ToolCallReader() {}

    /** Reads {@code tool_calls}: an array, null, or a single call outside of any array. */
    static List<ToolCallDelta> readAll(JsonParser parser, byte[] source) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return List.of(read(parser, source));
        }
        if (!WireJson.isArray(parser)) {
            return List.of();
        }
        List<ToolCallDelta> calls = new ArrayList<>(1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (WireJson.isObject(parser)) {
                calls.add(read(parser, source));
            }
        }
        return List.copyOf(calls);
    }

    /** Reads {@code function_call}, the API's form before there were tools: at most one call, without an id. */
    static List<ToolCallDelta> readLegacy(JsonParser parser, byte[] source) {
        if (!WireJson.isObject(parser)) {
            return List.of();
        }
        Function function = function(parser, source);
        return List.of(new ToolCallDelta(OptionalInt.of(0), "", function.name, function.arguments));
    }

    private static ToolCallDelta read(JsonParser parser, byte[] source) {
        OptionalInt index = OptionalInt.empty();
        String id = "";
        Function function = Function.NONE;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = WireJson.smallNumber(parser);
                case "id" -> id = WireJson.text(parser);
                case "function" -> function = WireJson.isObject(parser) ? function(parser, source) : Function.NONE;
                default -> parser.skipChildren();
            }
        }
        return new ToolCallDelta(index, id, function.name, function.arguments);
    }

    private static Function function(JsonParser parser, byte[] source) {
        String called = "";
        String arguments = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "name" -> called = WireJson.text(parser);
                // Some servers send the arguments as the object itself, not as its text.
                case "arguments" -> arguments = WireJson.textOrJson(parser, source);
                default -> parser.skipChildren();
            }
        }
        return new Function(called, arguments);
    }

    private record Function(String name, String arguments) {
        static final Function NONE = new Function("", "");
    }
}
