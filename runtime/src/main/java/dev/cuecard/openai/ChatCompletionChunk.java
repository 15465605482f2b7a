package dev.cuecard.openai;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A chunk with every field of the API, by the API's own names: what {@link OpenAiChunk#chunk()} returns. Words stay as
 * they were sent.
 *
 * <p>No component is ever null. Servers leave out even fields that the API requires, so each scalar is optional; a field
 * of a wrong type counts as left out, and a list that was left out is empty.
 *
 * @param id the reply's id, the same in each of its chunks
 * @param object the kind of object, {@code chat.completion.chunk}; {@code chat.completion} for a whole answer
 * @param created when the reply was begun, in seconds since 1970
 * @param model the model that writes the reply
 * @param serviceTier the tier that served the request
 * @param systemFingerprint the system that the model ran on
 * @param choices the choices that the chunk speaks of; none in the last chunk when usage was asked for
 * @param usage the tokens counted
 * @param obfuscation random characters that hide the length of the chunk from who watches the wire
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming/streaming">OpenAI API reference, The chat
 *     completion chunk object</a>
 */
public record ChatCompletionChunk(
        Optional<String> id,
        Optional<String> object,
        OptionalLong created,
        Optional<String> model,
        Optional<String> serviceTier,
        Optional<String> systemFingerprint,
        List<Choice> choices,
        Optional<Usage> usage,
        Optional<String> obfuscation) {

    /** Makes a chunk; the list is copied. */
    public ChatCompletionChunk {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(serviceTier, "serviceTier");
        Objects.requireNonNull(systemFingerprint, "systemFingerprint");
        choices = List.copyOf(choices);
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(obfuscation, "obfuscation");
    }

    /**
     * A part of one of the replies asked for.
     *
     * @param index the choice's number; 0 where it was left out
     * @param delta what is added to it; the message, in a whole answer
     * @param logprobs log probabilities of its tokens
     * @param finishReason why it ended
     */
    public record Choice(int index, Delta delta, Optional<Logprobs> logprobs, Optional<String> finishReason) {

        /** Makes a choice. */
        public Choice {
            Objects.requireNonNull(delta, "delta");
            Objects.requireNonNull(logprobs, "logprobs");
            Objects.requireNonNull(finishReason, "finishReason");
        }
    }

    /**
     * What is added to a choice.
     *
     * @param role who speaks
     * @param content text; the text parts joined, where a server sends parts
     * @param refusal text with which the model declines
     * @param toolCalls fragments of tool calls
     * @param functionCall a fragment of a function call, the deprecated form of a tool call
     */
    public record Delta(
            Optional<String> role,
            Optional<String> content,
            Optional<String> refusal,
            List<ToolCall> toolCalls,
            Optional<Function> functionCall) {

        /** Makes a delta; the list is copied. */
        public Delta {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(refusal, "refusal");
            toolCalls = List.copyOf(toolCalls);
            Objects.requireNonNull(functionCall, "functionCall");
        }
    }

    /**
     * A fragment of a tool call.
     *
     * @param index the call's place among the calls
     * @param id the call's id, in its first fragment
     * @param type the kind of tool, {@code function}
     * @param function the function that is called
     */
    public record ToolCall(OptionalInt index, Optional<String> id, Optional<String> type, Optional<Function> function) {

        /** Makes a fragment. */
        public ToolCall {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(function, "function");
        }
    }

    /**
     * A fragment of a call's name and arguments.
     *
     * @param name the function's name, in the call's first fragment
     * @param arguments a piece of the arguments' JSON text
     */
    public record Function(Optional<String> name, Optional<String> arguments) {

        /** Makes a fragment. */
        public Function {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /**
     * The log probabilities of a choice's tokens.
     *
     * @param content of the tokens of its text
     * @param refusal of the tokens of its refusal
     */
    public record Logprobs(List<TokenLogprob> content, List<TokenLogprob> refusal) {

        /** Makes log probabilities; the lists are copied. */
        public Logprobs {
            content = List.copyOf(content);
            refusal = List.copyOf(refusal);
        }
    }

    /**
     * A token and how probable it was.
     *
     * @param token the token's text
     * @param logprob its log probability; -9999 stands for one that is very unlikely
     * @param bytes its UTF-8 bytes, each 0 to 255; characters may be spread over several tokens
     * @param topLogprobs the likeliest tokens in its place
     */
    public record TokenLogprob(
            Optional<String> token, OptionalDouble logprob, List<Integer> bytes, List<TopLogprob> topLogprobs) {

        /** Makes a token; the lists are copied. */
        public TokenLogprob {
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

    /**
     * The tokens counted.
     *
     * @param promptTokens tokens of the prompt
     * @param completionTokens tokens of the reply, thinking included
     * @param totalTokens tokens of both
     * @param promptTokensDetails what the prompt's tokens were
     * @param completionTokensDetails what the reply's tokens were
     */
    public record Usage(
            OptionalLong promptTokens,
            OptionalLong completionTokens,
            OptionalLong totalTokens,
            Optional<PromptTokensDetails> promptTokensDetails,
            Optional<CompletionTokensDetails> completionTokensDetails) {

        /** Makes a usage. */
        public Usage {
            Objects.requireNonNull(promptTokens, "promptTokens");
            Objects.requireNonNull(completionTokens, "completionTokens");
            Objects.requireNonNull(totalTokens, "totalTokens");
            Objects.requireNonNull(promptTokensDetails, "promptTokensDetails");
            Objects.requireNonNull(completionTokensDetails, "completionTokensDetails");
        }
    }

    /**
     * What the prompt's tokens were.
     *
     * @param cachedTokens tokens that came out of the cache
     * @param audioTokens tokens of audio
     */
    public record PromptTokensDetails(OptionalLong cachedTokens, OptionalLong audioTokens) {

        /** Makes details. */
        public PromptTokensDetails {
            Objects.requireNonNull(cachedTokens, "cachedTokens");
            Objects.requireNonNull(audioTokens, "audioTokens");
        }
    }

    /**
     * What the reply's tokens were.
     *
     * @param reasoningTokens tokens spent thinking
     * @param audioTokens tokens of audio
     * @param acceptedPredictionTokens tokens of a predicted output that appear in the reply
     * @param rejectedPredictionTokens tokens of a predicted output that do not, and are billed all the same
     */
    public record CompletionTokensDetails(
            OptionalLong reasoningTokens,
            OptionalLong audioTokens,
            OptionalLong acceptedPredictionTokens,
            OptionalLong rejectedPredictionTokens) {

        /** Makes details. */
        public CompletionTokensDetails {
            Objects.requireNonNull(reasoningTokens, "reasoningTokens");
            Objects.requireNonNull(audioTokens, "audioTokens");
            Objects.requireNonNull(acceptedPredictionTokens, "acceptedPredictionTokens");
            Objects.requireNonNull(rejectedPredictionTokens, "rejectedPredictionTokens");
        }
    }
}
