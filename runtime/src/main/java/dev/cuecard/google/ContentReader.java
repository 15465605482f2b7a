package dev.cuecard.google;

import dev.cuecard.google.Content.CodeExecutionResult;
import dev.cuecard.google.Content.ExecutableCode;
import dev.cuecard.google.Content.FileData;
import dev.cuecard.google.Content.FunctionCall;
import dev.cuecard.google.Content.FunctionResponse;
import dev.cuecard.google.Content.InlineData;
import dev.cuecard.google.Content.Part;
import dev.cuecard.google.Content.PartialArg;
import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a candidate's content for {@link GenerateContentChunkReader}. */
final class ContentReader {

    private final JsonParser parser;
    private final byte[] source;

    private ContentReader(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
    }

    static Optional<Content> read(JsonParser parser, byte[] source) {
        return WireJson.isObject(parser) ? Optional.of(new ContentReader(parser, source).content()) : Optional.empty();
    }

    private Content content() {
        Optional<String> role = Optional.empty();
        List<Part> parts = List.of();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "role" -> role = WireJson.optionalText(parser);
                case "parts" -> parts = WireJson.objects(parser, this::part);
                default -> parser.skipChildren();
            }
        }
        return new Content(role, parts);
    }

    private Part part() {
        Optional<String> text = Optional.empty();
        boolean thought = false;
        Optional<String> thoughtSignature = Optional.empty();
        Optional<FunctionCall> functionCall = Optional.empty();
        Optional<FunctionResponse> functionResponse = Optional.empty();
        Optional<InlineData> inlineData = Optional.empty();
        Optional<FileData> fileData = Optional.empty();
        Optional<ExecutableCode> executableCode = Optional.empty();
        Optional<CodeExecutionResult> codeExecutionResult = Optional.empty();
        Map<String, String> others = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "text" -> text = WireJson.optionalText(parser);
                case "thought" -> thought = ApiJson.isTrue(parser);
                case "thoughtSignature" -> thoughtSignature = WireJson.optionalText(parser);
                case "functionCall" -> functionCall = functionCall();
                case "functionResponse" -> functionResponse = functionResponse();
                case "inlineData" ->
                    inlineData = texts("mimeType", "data").map(read -> new InlineData(read.first(), read.second()));
                case "fileData" ->
                    fileData = texts("mimeType", "fileUri").map(read -> new FileData(read.first(), read.second()));
                case "executableCode" ->
                    executableCode = texts("language", "code")
                            .map(read -> new ExecutableCode(read.id(), read.first(), read.second()));
                case "codeExecutionResult" ->
                    codeExecutionResult = texts("outcome", "output")
                            .map(read -> new CodeExecutionResult(read.id(), read.first(), read.second()));
                default -> others.put(name, JsonText.of(parser, source));
            }
        }
        return new Part(
                text,
                thought,
                thoughtSignature,
                functionCall,
                functionResponse,
                inlineData,
                fileData,
                executableCode,
                codeExecutionResult,
                others);
    }

    /** What most kinds of parts consist of: two texts, of which the first may be a word, and perhaps an id. */
    private record Texts(Optional<String> id, Optional<String> first, Optional<String> second) {}

    private Optional<Texts> texts(String first, String second) {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> id = Optional.empty();
        Optional<String> word = Optional.empty();
        Optional<String> text = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(first)) {
                word = ApiJson.optionalWord(parser);
            } else if (name.equals(second)) {
                text = WireJson.optionalText(parser);
            } else if (name.equals("id")) {
                id = WireJson.optionalText(parser);
            } else {
                parser.skipChildren();
            }
        }
        return Optional.of(new Texts(id, word, text));
    }

    private Optional<FunctionCall> functionCall() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> id = Optional.empty();
        Optional<String> called = Optional.empty();
        Optional<String> args = Optional.empty();
        List<PartialArg> partialArgs = List.of();
        boolean willContinue = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "name" -> called = WireJson.optionalText(parser);
                case "args" -> args = ApiJson.json(parser, source);
                case "partialArgs" -> partialArgs = WireJson.objects(parser, this::partialArg);
                case "willContinue" -> willContinue = ApiJson.isTrue(parser);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new FunctionCall(id, called, args, partialArgs, willContinue));
    }

    private PartialArg partialArg() {
        Optional<String> jsonPath = Optional.empty();
        Optional<String> stringValue = Optional.empty();
        OptionalDouble numberValue = OptionalDouble.empty();
        Optional<Boolean> boolValue = Optional.empty();
        boolean nullValue = false;
        boolean willContinue = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "jsonPath" -> jsonPath = WireJson.optionalText(parser);
                case "stringValue" -> stringValue = WireJson.optionalText(parser);
                case "numberValue" -> numberValue = WireJson.number(parser);
                case "boolValue" -> {
                    boolValue = token.isBoolean() ? Optional.of(token == JsonToken.VALUE_TRUE) : Optional.empty();
                    parser.skipChildren();
                }
                case "nullValue" -> {
                    nullValue = true;
                    parser.skipChildren();
                }
                case "willContinue" -> willContinue = ApiJson.isTrue(parser);
                default -> parser.skipChildren();
            }
        }
        return new PartialArg(jsonPath, stringValue, numberValue, boolValue, nullValue, willContinue);
    }

    private Optional<FunctionResponse> functionResponse() {
        if (!WireJson.isObject(parser)) {
            return Optional.empty();
        }
        Optional<String> id = Optional.empty();
        Optional<String> called = Optional.empty();
        Optional<String> response = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = WireJson.optionalText(parser);
                case "name" -> called = WireJson.optionalText(parser);
                case "response" -> response = ApiJson.json(parser, source);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(new FunctionResponse(id, called, response));
    }
}
