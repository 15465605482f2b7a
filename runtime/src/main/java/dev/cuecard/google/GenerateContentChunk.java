package dev.cuecard.google;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A chunk with every field of the API, by the API's own names: what {@link GeminiChunk#chunk()} returns. Words stay as they
 * were sent; where numbers were sent in their place, those are the words.
 *
 * <p>No component is ever null. The API leaves out what is empty, so each scalar is optional; a field of a wrong type
 * counts as left out, and a list that was left out is empty.
 *
 * @param candidates the candidates that the chunk speaks of; none where the prompt was blocked
 * @param promptFeedback what the filters said of the prompt
 * @param usageMetadata the tokens counted so far
 * @param modelVersion the model that writes the reply
 * @param responseId the reply's id, the same in each of its chunks
 * @param createTime when the request reached the server, in the form of RFC 3339; Vertex AI alone sends it
 * @param modelStatus in what stage of its life the model is, as JSON
 * @see <a href="https://ai.google.dev/api/generate-content#generatecontentresponse">Gemini API reference,
 *     GenerateContentResponse</a>
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse">Vertex AI
 *     reference, GenerateContentResponse</a>
 */
public record GenerateContentChunk(
        List<Candidate> candidates,
        Optional<PromptFeedback> promptFeedback,
        Optional<UsageMetadata> usageMetadata,
        Optional<String> modelVersion,
        Optional<String> responseId,
        Optional<String> createTime,
        Optional<String> modelStatus) {

    /** Makes a chunk; the list is copied. */
    public GenerateContentChunk {
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(promptFeedback, "promptFeedback");
        Objects.requireNonNull(usageMetadata, "usageMetadata");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(responseId, "responseId");
        Objects.requireNonNull(createTime, "createTime");
        Objects.requireNonNull(modelStatus, "modelStatus");
    }

    /**
     * A part of one of the replies asked for.
     *
     * @param index the candidate's number; 0 where it was left out
     * @param content what is added to it
     * @param finishReason why it ended
     * @param finishMessage the same in a sentence
     * @param safetyRatings how harmful it was found to be, a rating a category
     * @param citationMetadata what it recites
     * @param groundingMetadata what it rests on where the model searched, as JSON
     * @param urlContextMetadata what pages were fetched for it, as JSON
     * @param avgLogprobs the mean of the log probabilities of its tokens
     * @param logprobsResult the log probabilities of its tokens
     * @param tokenCount its number of tokens
     */
    public record Candidate(
            int index,
            Optional<Content> content,
            Optional<String> finishReason,
            Optional<String> finishMessage,
            List<SafetyRating> safetyRatings,
            Optional<CitationMetadata> citationMetadata,
            Optional<String> groundingMetadata,
            Optional<String> urlContextMetadata,
            OptionalDouble avgLogprobs,
            Optional<LogprobsResult> logprobsResult,
            OptionalLong tokenCount) {

        /** Makes a candidate; the list is copied. */
        public Candidate {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(finishMessage, "finishMessage");
            safetyRatings = List.copyOf(safetyRatings);
            Objects.requireNonNull(citationMetadata, "citationMetadata");
            Objects.requireNonNull(groundingMetadata, "groundingMetadata");
            Objects.requireNonNull(urlContextMetadata, "urlContextMetadata");
            Objects.requireNonNull(avgLogprobs, "avgLogprobs");
            Objects.requireNonNull(logprobsResult, "logprobsResult");
            Objects.requireNonNull(tokenCount, "tokenCount");
        }
    }

    /**
     * What the filters said of the prompt.
     *
     * @param blockReason why it was blocked, where it was
     * @param blockReasonMessage the same in a sentence
     * @param safetyRatings how harmful it was found to be, a rating a category
     */
    public record PromptFeedback(
            Optional<String> blockReason, Optional<String> blockReasonMessage, List<SafetyRating> safetyRatings) {

        /** Makes feedback; the list is copied. */
        public PromptFeedback {
            Objects.requireNonNull(blockReason, "blockReason");
            Objects.requireNonNull(blockReasonMessage, "blockReasonMessage");
            safetyRatings = List.copyOf(safetyRatings);
        }
    }

    /**
     * How harmful a text was found to be in one respect.
     *
     * @param category in what respect
     * @param probability how likely it is harmful, in a word
     * @param blocked whether it was blocked for that; false where it was left out
     * @param probabilityScore how likely it is harmful, from 0 to 1
     * @param severity how bad it would be, in a word
     * @param severityScore how bad it would be, from 0 to 1
     */
    public record SafetyRating(
            Optional<String> category,
            Optional<String> probability,
            boolean blocked,
            OptionalDouble probabilityScore,
            Optional<String> severity,
            OptionalDouble severityScore) {

        /** Makes a rating. */
        public SafetyRating {
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(probability, "probability");
            Objects.requireNonNull(probabilityScore, "probabilityScore");
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(severityScore, "severityScore");
        }
    }

    /**
     * What a candidate recites.
     *
     * @param citations the passages; the Gemini API calls them {@code citationSources}, Vertex AI {@code citations}
     */
    public record CitationMetadata(List<Citation> citations) {

        /** Makes metadata; the list is copied. */
        public CitationMetadata {
            citations = List.copyOf(citations);
        }
    }

    /**
     * A passage that is recited.
     *
     * @param startIndex where it begins in the candidate's text, in bytes of UTF-8
     * @param endIndex where it ends, exclusive
     * @param uri where it is from
     * @param title the title of where it is from
     * @param license under which licence that stands
     * @param publicationDate when that was published, as JSON
     */
    public record Citation(
            OptionalInt startIndex,
            OptionalInt endIndex,
            Optional<String> uri,
            Optional<String> title,
            Optional<String> license,
            Optional<String> publicationDate) {

        /** Makes a citation. */
        public Citation {
            Objects.requireNonNull(startIndex, "startIndex");
            Objects.requireNonNull(endIndex, "endIndex");
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(license, "license");
            Objects.requireNonNull(publicationDate, "publicationDate");
        }
    }

    /**
     * The log probabilities of a candidate's tokens.
     *
     * @param topCandidates for each place the likeliest tokens
     * @param chosenCandidates for each place the token that was chosen
     * @param logProbabilitySum the sum over all tokens
     */
    public record LogprobsResult(
            List<TopCandidates> topCandidates, List<TokenLogprob> chosenCandidates, OptionalDouble logProbabilitySum) {

        /** Makes a result; the lists are copied. */
        public LogprobsResult {
            topCandidates = List.copyOf(topCandidates);
            chosenCandidates = List.copyOf(chosenCandidates);
            Objects.requireNonNull(logProbabilitySum, "logProbabilitySum");
        }
    }

    /**
     * The likeliest tokens in one place.
     *
     * @param candidates the tokens, the likeliest first
     */
    public record TopCandidates(List<TokenLogprob> candidates) {

        /** Makes a list; it is copied. */
        public TopCandidates {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * A token and how probable it was.
     *
     * @param token the token's text
     * @param tokenId its number in the model's vocabulary
     * @param logProbability its log probability
     */
    public record TokenLogprob(Optional<String> token, OptionalInt tokenId, OptionalDouble logProbability) {

        /** Makes a token. */
        public TokenLogprob {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(logProbability, "logProbability");
        }
    }

    /**
     * The tokens counted so far.
     *
     * @param promptTokenCount tokens of the prompt, those out of the cache included
     * @param cachedContentTokenCount tokens of the prompt that came out of the cache
     * @param candidatesTokenCount tokens of all candidates, without thinking
     * @param toolUsePromptTokenCount tokens of what the API's own tools gave the model to read
     * @param thoughtsTokenCount tokens spent thinking
     * @param totalTokenCount the sum
     * @param promptTokensDetails tokens of the prompt by modality
     * @param cacheTokensDetails tokens out of the cache by modality
     * @param candidatesTokensDetails tokens of the candidates by modality
     * @param toolUsePromptTokensDetails tokens of the tools' results by modality
     * @param trafficType how the request was served on Vertex AI: on demand or out of what was bought before
     * @param serviceTier the tier that served the request
     */
    public record UsageMetadata(
            OptionalLong promptTokenCount,
            OptionalLong cachedContentTokenCount,
            OptionalLong candidatesTokenCount,
            OptionalLong toolUsePromptTokenCount,
            OptionalLong thoughtsTokenCount,
            OptionalLong totalTokenCount,
            List<ModalityTokenCount> promptTokensDetails,
            List<ModalityTokenCount> cacheTokensDetails,
            List<ModalityTokenCount> candidatesTokensDetails,
            List<ModalityTokenCount> toolUsePromptTokensDetails,
            Optional<String> trafficType,
            Optional<String> serviceTier) {

        /** Makes metadata; the lists are copied. */
        public UsageMetadata {
            Objects.requireNonNull(promptTokenCount, "promptTokenCount");
            Objects.requireNonNull(cachedContentTokenCount, "cachedContentTokenCount");
            Objects.requireNonNull(candidatesTokenCount, "candidatesTokenCount");
            Objects.requireNonNull(toolUsePromptTokenCount, "toolUsePromptTokenCount");
            Objects.requireNonNull(thoughtsTokenCount, "thoughtsTokenCount");
            Objects.requireNonNull(totalTokenCount, "totalTokenCount");
            promptTokensDetails = List.copyOf(promptTokensDetails);
            cacheTokensDetails = List.copyOf(cacheTokensDetails);
            candidatesTokensDetails = List.copyOf(candidatesTokensDetails);
            toolUsePromptTokensDetails = List.copyOf(toolUsePromptTokensDetails);
            Objects.requireNonNull(trafficType, "trafficType");
            Objects.requireNonNull(serviceTier, "serviceTier");
        }
    }

    /**
     * Tokens of one modality.
     *
     * @param modality {@code TEXT}, {@code IMAGE}, {@code AUDIO} or another
     * @param tokenCount how many there are
     */
    public record ModalityTokenCount(Optional<String> modality, OptionalLong tokenCount) {

        /** Makes a count. */
        public ModalityTokenCount {
            Objects.requireNonNull(modality, "modality");
            Objects.requireNonNull(tokenCount, "tokenCount");
        }
    }
}
