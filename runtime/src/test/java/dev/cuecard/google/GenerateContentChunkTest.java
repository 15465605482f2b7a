package dev.cuecard.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.google.Content.CodeExecutionResult;
import dev.cuecard.google.Content.ExecutableCode;
import dev.cuecard.google.Content.FileData;
import dev.cuecard.google.Content.FunctionCall;
import dev.cuecard.google.Content.FunctionResponse;
import dev.cuecard.google.Content.InlineData;
import dev.cuecard.google.Content.Part;
import dev.cuecard.google.Content.PartialArg;
import dev.cuecard.google.GenerateContentChunk.Candidate;
import dev.cuecard.google.GenerateContentChunk.Citation;
import dev.cuecard.google.GenerateContentChunk.CitationMetadata;
import dev.cuecard.google.GenerateContentChunk.LogprobsResult;
import dev.cuecard.google.GenerateContentChunk.ModalityTokenCount;
import dev.cuecard.google.GenerateContentChunk.PromptFeedback;
import dev.cuecard.google.GenerateContentChunk.SafetyRating;
import dev.cuecard.google.GenerateContentChunk.TokenLogprob;
import dev.cuecard.google.GenerateContentChunk.TopCandidates;
import dev.cuecard.google.GenerateContentChunk.UsageMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateContentChunkTest {

    private static final Part EMPTY_PART = new Part(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private static GeminiChunk chunk(String json) throws Exception {
        return Merged.stream(json).chunks.get(0);
    }

    private static Part part(String json) throws Exception {
        return chunk(Merged.parts(json))
                .chunk()
                .candidates()
                .get(0)
                .content()
                .orElseThrow()
                .parts()
                .get(0);
    }

    private static SafetyRating rating(String category, String probability) {
        return new SafetyRating(
                Optional.of(category),
                Optional.of(probability),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    @Test
    void every_field_of_a_chunk_is_there() throws Exception {
        GenerateContentChunk chunk = chunk("""
                {"candidates": [{"index": 1,
                   "content": {"role": "model", "parts": [{"text": "Hi"}]},
                   "finishReason": "STOP", "finishMessage": "Done.",
                   "safetyRatings": [{"category": "HARM", "probability": "LOW", "blocked": true,
                     "probabilityScore": 0.5, "severity": "BAD", "severityScore": 0.25}],
                   "citationMetadata": {"citations": [{"startIndex": 1, "endIndex": 2, "uri": "u", "title": "t",
                     "license": "l", "publicationDate": {"year": 2020}}]},
                   "groundingMetadata": {"webSearchQueries": ["q"]},
                   "urlContextMetadata": {"urlMetadata": []},
                   "avgLogprobs": -0.5, "tokenCount": 4,
                   "logprobsResult": {"logProbabilitySum": -1.5,
                     "topCandidates": [{"candidates": [{"token": "Hi", "tokenId": 7, "logProbability": -0.1}]}],
                     "chosenCandidates": [{"token": "Ho", "tokenId": 8, "logProbability": -2}]}}],
                 "promptFeedback": {"blockReason": "SAFETY", "blockReasonMessage": "No.",
                   "safetyRatings": [{"category": "C", "probability": "P"}]},
                 "usageMetadata": {"promptTokenCount": 1, "cachedContentTokenCount": 2, "candidatesTokenCount": 3,
                   "toolUsePromptTokenCount": 4, "thoughtsTokenCount": 5, "totalTokenCount": 6,
                   "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 7}],
                   "cacheTokensDetails": [{"modality": "IMAGE", "tokenCount": 8}],
                   "candidatesTokensDetails": [{"modality": "AUDIO", "tokenCount": 9}],
                   "toolUsePromptTokensDetails": [{"modality": 1, "tokenCount": 10}],
                   "trafficType": "ON_DEMAND", "serviceTier": "standard"},
                 "modelVersion": "m", "responseId": "r", "createTime": "2026-04-07T16:49:58.333958Z",
                 "modelStatus": {"modelStage": "STABLE"}}
                """).chunk();

        Candidate candidate = new Candidate(
                1,
                Optional.of(new Content(
                        Optional.of("model"),
                        List.of(new Part(
                                Optional.of("Hi"),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of())))),
                Optional.of("STOP"),
                Optional.of("Done."),
                List.of(new SafetyRating(
                        Optional.of("HARM"),
                        Optional.of("LOW"),
                        true,
                        OptionalDouble.of(0.5),
                        Optional.of("BAD"),
                        OptionalDouble.of(0.25))),
                Optional.of(new CitationMetadata(List.of(new Citation(
                        OptionalInt.of(1),
                        OptionalInt.of(2),
                        Optional.of("u"),
                        Optional.of("t"),
                        Optional.of("l"),
                        Optional.of("{\"year\": 2020}"))))),
                Optional.of("{\"webSearchQueries\": [\"q\"]}"),
                Optional.of("{\"urlMetadata\": []}"),
                OptionalDouble.of(-0.5),
                Optional.of(new LogprobsResult(
                        List.of(new TopCandidates(List.of(
                                new TokenLogprob(Optional.of("Hi"), OptionalInt.of(7), OptionalDouble.of(-0.1))))),
                        List.of(new TokenLogprob(Optional.of("Ho"), OptionalInt.of(8), OptionalDouble.of(-2))),
                        OptionalDouble.of(-1.5))),
                OptionalLong.of(4));
        UsageMetadata usage = new UsageMetadata(
                OptionalLong.of(1),
                OptionalLong.of(2),
                OptionalLong.of(3),
                OptionalLong.of(4),
                OptionalLong.of(5),
                OptionalLong.of(6),
                List.of(new ModalityTokenCount(Optional.of("TEXT"), OptionalLong.of(7))),
                List.of(new ModalityTokenCount(Optional.of("IMAGE"), OptionalLong.of(8))),
                List.of(new ModalityTokenCount(Optional.of("AUDIO"), OptionalLong.of(9))),
                List.of(new ModalityTokenCount(Optional.of("1"), OptionalLong.of(10))),
                Optional.of("ON_DEMAND"),
                Optional.of("standard"));
        assertThat(chunk)
                .isEqualTo(new GenerateContentChunk(
                        List.of(candidate),
                        Optional.of(new PromptFeedback(
                                Optional.of("SAFETY"), Optional.of("No."), List.of(rating("C", "P")))),
                        Optional.of(usage),
                        Optional.of("m"),
                        Optional.of("r"),
                        Optional.of("2026-04-07T16:49:58.333958Z"),
                        Optional.of("{\"modelStage\": \"STABLE\"}")));
    }

    @Test
    void text_has_its_thought_and_its_signature() throws Exception {
        Part part = part("{\"text\":\"\",\"thought\":true,\"thoughtSignature\":\"s\"}");

        assertThat(part.text()).contains("");
        assertThat(part.thought()).isTrue();
        assertThat(part.thoughtSignature()).contains("s");
    }

    @Test
    void a_call_is_there_at_once_or_in_pieces() throws Exception {
        assertThat(part("{\"functionCall\":{\"id\":\"i\",\"name\":\"f\",\"args\":{ \"a\":1 }}}")
                        .functionCall())
                .contains(new FunctionCall(
                        Optional.of("i"), Optional.of("f"), Optional.of("{ \"a\":1 }"), List.of(), false));
        assertThat(part("{\"functionCall\":{\"args\":null,\"willContinue\":true,\"partialArgs\":["
                                + "{\"jsonPath\":\"$.a\",\"stringValue\":\"x\",\"willContinue\":true},"
                                + "{\"jsonPath\":\"$.b\",\"numberValue\":0.5},"
                                + "{\"jsonPath\":\"$.c\",\"boolValue\":false},"
                                + "{\"jsonPath\":\"$.d\",\"nullValue\":\"NULL_VALUE\"}]}}")
                        .functionCall())
                .contains(new FunctionCall(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new PartialArg(
                                        Optional.of("$.a"),
                                        Optional.of("x"),
                                        OptionalDouble.empty(),
                                        Optional.empty(),
                                        false,
                                        true),
                                new PartialArg(
                                        Optional.of("$.b"),
                                        Optional.empty(),
                                        OptionalDouble.of(0.5),
                                        Optional.empty(),
                                        false,
                                        false),
                                new PartialArg(
                                        Optional.of("$.c"),
                                        Optional.empty(),
                                        OptionalDouble.empty(),
                                        Optional.of(false),
                                        false,
                                        false),
                                new PartialArg(
                                        Optional.of("$.d"),
                                        Optional.empty(),
                                        OptionalDouble.empty(),
                                        Optional.empty(),
                                        true,
                                        false)),
                        true));
    }

    @Test
    void files_and_code_and_their_outcomes_are_there() throws Exception {
        assertThat(part("{\"functionResponse\":{\"id\":\"i\",\"name\":\"f\",\"response\":{\"a\":1}}}")
                        .functionResponse())
                .contains(new FunctionResponse(Optional.of("i"), Optional.of("f"), Optional.of("{\"a\":1}")));
        assertThat(part("{\"inlineData\":{\"data\":\"AQID\",\"mimeType\":\"image/png\",\"displayName\":\"x\"}}")
                        .inlineData())
                .contains(new InlineData(Optional.of("image/png"), Optional.of("AQID")));
        assertThat(part("{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"gs://x\"}}")
                        .fileData())
                .contains(new FileData(Optional.of("image/png"), Optional.of("gs://x")));
        assertThat(part("{\"executableCode\":{\"language\":1,\"code\":\"print(1)\",\"id\":\"i\"}}")
                        .executableCode())
                .contains(new ExecutableCode(Optional.of("i"), Optional.of("1"), Optional.of("print(1)")));
        assertThat(part("{\"codeExecutionResult\":{\"outcome\":\"OUTCOME_OK\",\"output\":\"1\\n\"}}")
                        .codeExecutionResult())
                .contains(new CodeExecutionResult(Optional.empty(), Optional.of("OUTCOME_OK"), Optional.of("1\n")));
    }

    @Test
    void what_is_not_known_is_kept_as_it_is_written() throws Exception {
        Part part =
                part("{\"toolCall\":{ \"id\": [1] },\"n\": -1.50 ,\"s\":\"a\\\"é\",\"t\":true,\"z\":null,\"last\":7}");

        assertThat(part.others())
                .containsExactly(
                        Map.entry("toolCall", "{ \"id\": [1] }"),
                        Map.entry("n", "-1.50"),
                        Map.entry("s", "\"a\\\"é\""),
                        Map.entry("t", "true"),
                        Map.entry("z", "null"),
                        Map.entry("last", "7"));
    }

    @Test
    void the_gemini_api_has_another_name_for_citations() throws Exception {
        CitationMetadata metadata = chunk(
                        "{\"candidates\":[{\"citationMetadata\":{\"citationSources\":[{\"uri\":\"u\"},7]}}]}")
                .chunk()
                .candidates()
                .get(0)
                .citationMetadata()
                .orElseThrow();

        assertThat(metadata.citations()).extracting(Citation::uri).containsExactly(Optional.of("u"));
    }

    @Test
    void numbers_stand_where_words_might() throws Exception {
        Candidate candidate = chunk("{\"candidates\":[{\"finishReason\":1,\"safetyRatings\":[{\"category\":8,"
                        + "\"probability\":1}]}]}")
                .chunk()
                .candidates()
                .get(0);

        assertThat(candidate.finishReason()).contains("1");
        assertThat(candidate.safetyRatings()).containsExactly(rating("8", "1"));
    }

    @Test
    void safety_ratings_are_the_first_candidates_or_the_prompts() throws Exception {
        String feedback = "\"promptFeedback\":{\"blockReason\":\"SAFETY\",\"safetyRatings\":[{\"category\":\"A\","
                + "\"probability\":\"HIGH\"}]}";

        assertThat(chunk("{" + feedback + "}").safetyRatings()).containsExactly(rating("A", "HIGH"));
        assertThat(chunk("{" + feedback + ",\"candidates\":[{\"safetyRatings\":[{\"category\":\"B\","
                                + "\"probability\":\"LOW\"}]},{\"index\":1,\"safetyRatings\":[{}]}]}")
                        .safetyRatings())
                .containsExactly(rating("B", "LOW"));
        assertThat(chunk("{" + feedback + ",\"candidates\":[{}]}").safetyRatings())
                .isEmpty();
        assertThat(chunk("{}").safetyRatings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"candidates\":null,\"promptFeedback\":7,\"usageMetadata\":\"x\",\"modelVersion\":1,"
                        + "\"responseId\":{},\"createTime\":[],\"modelStatus\":null}"
            })
    void what_is_left_out_or_of_a_wrong_type_is_empty(String json) throws Exception {
        assertThat(chunk(json).chunk())
                .isEqualTo(new GenerateContentChunk(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_candidate_and_its_parts_may_hold_nothing_readable() throws Exception {
        String nothing = "{\"index\":\"x\",\"content\":{\"role\":1,\"parts\":[{},{\"text\":7,\"thought\":\"x\","
                + "\"thoughtSignature\":{},\"functionCall\":1,\"functionResponse\":[],\"inlineData\":null,\"fileData\":\"x\","
                + "\"executableCode\":true,\"codeExecutionResult\":[[]]},null]},\"finishReason\":{},\"finishMessage\":1,"
                + "\"safetyRatings\":{},\"citationMetadata\":[],\"groundingMetadata\":null,\"urlContextMetadata\":null,"
                + "\"avgLogprobs\":\"x\",\"logprobsResult\":7,\"tokenCount\":[]}";

        assertThat(chunk("{\"candidates\":[" + nothing + "]}").chunk().candidates())
                .containsExactly(new Candidate(
                        0,
                        Optional.of(new Content(Optional.empty(), List.of(EMPTY_PART, EMPTY_PART))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    @Test
    void an_image_does_not_fill_the_log() throws Exception {
        assertThat(part("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQIDBA==\"}}"))
                .asString()
                .contains("InlineData[image/png, 8 characters]")
                .doesNotContain("AQID");
    }
}
