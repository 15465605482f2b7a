package dev.cuecard.google;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a chunk adds to a candidate, part by part, with every field of the API by the API's own names. No component is ever
 * null: see {@link GenerateContentChunk}.
 *
 * @param role who speaks, {@code model}
 * @param parts the parts in order
 * @see <a href="https://ai.google.dev/api/caching#Content">Gemini API reference, Content</a>
 */
public record Content(Optional<String> role, List<Part> parts) {

    /** Makes content; the list is copied. */
    public Content {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
    }

    /**
     * A part: most often one of its components is there, and what says more about it.
     *
     * @param text text, which may be empty
     * @param thought whether the text is the model's thinking; false where it was left out
     * @param thoughtSignature the signature of the thought that led to the part, to be sent back with it
     * @param functionCall a function that the model asks to be called, or a piece of such a call
     * @param functionResponse the outcome of a function
     * @param inlineData a file's bytes, an image that the model made for one
     * @param fileData a file's address
     * @param executableCode code that the model ran
     * @param codeExecutionResult what came of it
     * @param others members that are none of these, as JSON by name, in the order in which they were sent
     */
    public record Part(
            Optional<String> text,
            boolean thought,
            Optional<String> thoughtSignature,
            Optional<FunctionCall> functionCall,
            Optional<FunctionResponse> functionResponse,
            Optional<InlineData> inlineData,
            Optional<FileData> fileData,
            Optional<ExecutableCode> executableCode,
            Optional<CodeExecutionResult> codeExecutionResult,
            Map<String, String> others) {

        /** Makes a part; the map is copied. */
        public Part {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(thoughtSignature, "thoughtSignature");
            Objects.requireNonNull(functionCall, "functionCall");
            Objects.requireNonNull(functionResponse, "functionResponse");
            Objects.requireNonNull(inlineData, "inlineData");
            Objects.requireNonNull(fileData, "fileData");
            Objects.requireNonNull(executableCode, "executableCode");
            Objects.requireNonNull(codeExecutionResult, "codeExecutionResult");
            others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }
    }

    /**
     * A function that the model asks to be called, or a piece of such a call.
     *
     * @param id the call's id, where the API gives one
     * @param name the function's name, in the first piece of a call
     * @param args the arguments as JSON, where they come at once
     * @param partialArgs values of arguments, where they come one by one
     * @param willContinue whether another piece of the call will come; false where it was left out
     */
    public record FunctionCall(
            Optional<String> id,
            Optional<String> name,
            Optional<String> args,
            List<PartialArg> partialArgs,
            boolean willContinue) {

        /** Makes a call; the list is copied. */
        public FunctionCall {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(args, "args");
            partialArgs = List.copyOf(partialArgs);
        }
    }

    /**
     * A value among the arguments of a call, or a piece of a text.
     *
     * @param jsonPath its place, a JSONPath
     * @param stringValue a text or a piece of one
     * @param numberValue a number
     * @param boolValue a truth value
     * @param nullValue whether it is null; false where it was left out
     * @param willContinue whether another piece of the text will come; false where it was left out
     */
    public record PartialArg(
            Optional<String> jsonPath,
            Optional<String> stringValue,
            OptionalDouble numberValue,
            Optional<Boolean> boolValue,
            boolean nullValue,
            boolean willContinue) {

        /** Makes a value. */
        public PartialArg {
            Objects.requireNonNull(jsonPath, "jsonPath");
            Objects.requireNonNull(stringValue, "stringValue");
            Objects.requireNonNull(numberValue, "numberValue");
            Objects.requireNonNull(boolValue, "boolValue");
        }
    }

    /**
     * The outcome of a function.
     *
     * @param id the id of the call that it answers
     * @param name the function's name
     * @param response what it returned, as JSON
     */
    public record FunctionResponse(Optional<String> id, Optional<String> name, Optional<String> response) {

        /** Makes a response. */
        public FunctionResponse {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(response, "response");
        }
    }

    /**
     * A file's bytes.
     *
     * @param mimeType the file's type, {@code image/png} for one
     * @param data the bytes in base64
     */
    public record InlineData(Optional<String> mimeType, Optional<String> data) {

        /** Makes data. */
        public InlineData {
            Objects.requireNonNull(mimeType, "mimeType");
            Objects.requireNonNull(data, "data");
        }

        /** Shows the length alone: images are long. */
        @Override
        public String toString() {
            return "InlineData[" + mimeType.orElse("") + ", " + data.orElse("").length() + " characters]";
        }
    }

    /**
     * A file's address.
     *
     * @param mimeType the file's type
     * @param fileUri where it is
     */
    public record FileData(Optional<String> mimeType, Optional<String> fileUri) {

        /** Makes data. */
        public FileData {
            Objects.requireNonNull(mimeType, "mimeType");
            Objects.requireNonNull(fileUri, "fileUri");
        }
    }

    /**
     * Code that the model ran.
     *
     * @param id by which its result is found
     * @param language the language, {@code PYTHON}
     * @param code the code
     */
    public record ExecutableCode(Optional<String> id, Optional<String> language, Optional<String> code) {

        /** Makes code. */
        public ExecutableCode {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * What came of code that the model ran.
     *
     * @param id that of the code
     * @param outcome how it ended, {@code OUTCOME_OK} for one
     * @param output what it printed, or the error
     */
    public record CodeExecutionResult(Optional<String> id, Optional<String> outcome, Optional<String> output) {

        /** Makes a result. */
        public CodeExecutionResult {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(output, "output");
        }
    }
}
