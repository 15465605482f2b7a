package dev.cuecard.ollama;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A chunk with every field of the API, by the API's own names: what {@link OllamaChunk#chunk()} returns. Words and numbers
 * stay as they were sent.
 *
 * <p>No component is ever null. Older servers leave out what newer ones send, so each scalar is optional; a field of a wrong
 * type counts as left out, and a list that was left out is empty.
 *
 * @param model the model that was asked for
 * @param remoteModel the model that writes the reply, where the server hands the request on to another
 * @param remoteHost the server that it hands the request on to
 * @param createdAt when the chunk was made, in the form of RFC 3339
 * @param message what is added to the reply; the whole message, in a whole answer
 * @param done whether the reply ends with this chunk
 * @param doneReason why it ends: {@code stop}, {@code length}; {@code load} and {@code unload} where no reply was asked for
 * @param totalDuration how long the whole reply took, in nanoseconds
 * @param loadDuration how long the loading of the model took, in nanoseconds
 * @param promptEvalCount tokens of the prompt
 * @param promptEvalCachedCount tokens of the prompt that the server had read before
 * @param promptEvalDuration how long the reading of the prompt took, in nanoseconds
 * @param evalCount tokens of the reply, thinking included
 * @param evalDuration how long the writing of the reply took, in nanoseconds
 * @param logprobs log probabilities of the chunk's tokens, where the request asked for them
 * @see <a href="https://docs.ollama.com/api/chat">Ollama API, Generate a chat message</a>
 */
public record OllamaChatChunk(
        Optional<String> model,
        Optional<String> remoteModel,
        Optional<String> remoteHost,
        Optional<String> createdAt,
        Optional<Message> message,
        Optional<Boolean> done,
        Optional<String> doneReason,
        OptionalLong totalDuration,
        OptionalLong loadDuration,
        OptionalLong promptEvalCount,
        OptionalLong promptEvalCachedCount,
        OptionalLong promptEvalDuration,
        OptionalLong evalCount,
        OptionalLong evalDuration,
        List<Logprob> logprobs) {

    /** Makes a chunk; the list is copied. */
    public OllamaChatChunk {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(remoteModel, "remoteModel");
        Objects.requireNonNull(remoteHost, "remoteHost");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(done, "done");
        Objects.requireNonNull(doneReason, "doneReason");
        Objects.requireNonNull(totalDuration, "totalDuration");
        Objects.requireNonNull(loadDuration, "loadDuration");
        Objects.requireNonNull(promptEvalCount, "promptEvalCount");
        Objects.requireNonNull(promptEvalCachedCount, "promptEvalCachedCount");
        Objects.requireNonNull(promptEvalDuration, "promptEvalDuration");
        Objects.requireNonNull(evalCount, "evalCount");
        Objects.requireNonNull(evalDuration, "evalDuration");
        logprobs = List.copyOf(logprobs);
    }

    /**
     * A part of the reply, or the whole of it.
     *
     * @param role who speaks, {@code assistant}
     * @param content text
     * @param thinking text that the model thinks before it answers
     * @param images images in base64
     * @param toolCalls the tools that are called, each of them whole
     * @param toolName the tool whose result the message is
     * @param toolCallId the call whose result the message is
     */
    public record Message(
            Optional<String> role,
            Optional<String> content,
            Optional<String> thinking,
            List<String> images,
            List<ToolCall> toolCalls,
            Optional<String> toolName,
            Optional<String> toolCallId) {

        /** Makes a message; the lists are copied. */
        public Message {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(thinking, "thinking");
            images = List.copyOf(images);
            toolCalls = List.copyOf(toolCalls);
            Objects.requireNonNull(toolName, "toolName");
            Objects.requireNonNull(toolCallId, "toolCallId");
        }
    }

    /**
     * A tool call.
     *
     * @param id the call's id, from newer servers
     * @param function the function that is called
     */
    public record ToolCall(Optional<String> id, Optional<Function> function) {

        /** Makes a call. */
        public ToolCall {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(function, "function");
        }
    }

    /**
     * A function that is called.
     *
     * @param index the call's place among the calls, as sent: it may be left out for the first
     * @param name the function's name
     * @param description what the function does
     * @param arguments the arguments' JSON text, the object as it stands on the wire
     */
    public record Function(
            OptionalInt index, Optional<String> name, Optional<String> description, Optional<String> arguments) {

        /** Makes a function. */
        public Function {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /**
     * A token and how probable it was.
     *
     * @param token the token's text
     * @param logprob its log probability
     * @param bytes its UTF-8 bytes, each 0 to 255; characters may be spread over several tokens
     * @param topLogprobs the likeliest tokens in its place
     */
    public record Logprob(
            Optional<String> token, OptionalDouble logprob, List<Integer> bytes, List<TopLogprob> topLogprobs) {

        /** Makes a token; the lists are copied. */
        public Logprob {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(logprob, "logprob");
            bytes = List.copyOf(bytes);
            topLogprobs = List.copyOf(topLogprobs);
        }
    }

    /**
     * A token that might have stood in another's place.
     *
     * @param token the token's text
     * @param logprob its log probability
     * @param bytes its UTF-8 bytes, each 0 to 255
     */
    public record TopLogprob(Optional<String> token, OptionalDouble logprob, List<Integer> bytes) {

        /** Makes a token; the list is copied. */
        public TopLogprob {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(logprob, "logprob");
            bytes = List.copyOf(bytes);
        }
    }
}
