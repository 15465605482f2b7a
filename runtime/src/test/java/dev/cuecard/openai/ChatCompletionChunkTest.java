package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.openai.ChatCompletionChunk.Choice;
import dev.cuecard.openai.ChatCompletionChunk.CompletionTokensDetails;
import dev.cuecard.openai.ChatCompletionChunk.Delta;
import dev.cuecard.openai.ChatCompletionChunk.Function;
import dev.cuecard.openai.ChatCompletionChunk.Logprobs;
import dev.cuecard.openai.ChatCompletionChunk.PromptTokensDetails;
import dev.cuecard.openai.ChatCompletionChunk.TokenLogprob;
import dev.cuecard.openai.ChatCompletionChunk.ToolCall;
import dev.cuecard.openai.ChatCompletionChunk.TopLogprob;
import dev.cuecard.openai.ChatCompletionChunk.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatCompletionChunkTest {

    private static OpenAiChunk chunk(String json) throws Exception {
        return Merged.stream(json).chunks.get(0);
    }

    @Test
    void every_field_of_the_api_is_there() throws Exception {
        OpenAiChunk chunk = chunk("""
                {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "gpt-4o",
                 "service_tier": "default", "system_fingerprint": "fp_1", "obfuscation": "aB3",
                 "choices": [{"index": 1,
                   "delta": {"role": "assistant", "content": "Hi", "refusal": "", "function_call": {"name": "old"},
                     "tool_calls": [{"index": 0, "id": "call_1", "type": "function",
                       "function": {"name": "f", "arguments": "{"}}]},
                   "logprobs": {
                     "content": [{"token": "Hi", "logprob": -0.25, "bytes": [72, 105],
                       "top_logprobs": [{"token": "Ho", "logprob": -2, "bytes": null}]}],
                     "refusal": [{"token": "No"}]},
                   "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3,
                   "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 5},
                   "completion_tokens_details": {"reasoning_tokens": 6, "audio_tokens": 7,
                     "accepted_prediction_tokens": 8, "rejected_prediction_tokens": 9}}}
                """);

        Delta delta = new Delta(
                Optional.of("assistant"),
                Optional.of("Hi"),
                Optional.of(""),
                List.of(new ToolCall(
                        OptionalInt.of(0),
                        Optional.of("call_1"),
                        Optional.of("function"),
                        Optional.of(new Function(Optional.of("f"), Optional.of("{"))))),
                Optional.of(new Function(Optional.of("old"), Optional.empty())));
        Logprobs logprobs = new Logprobs(
                List.of(new TokenLogprob(
                        Optional.of("Hi"),
                        OptionalDouble.of(-0.25),
                        List.of(72, 105),
                        List.of(new TopLogprob(Optional.of("Ho"), OptionalDouble.of(-2), List.of())))),
                List.of(new TokenLogprob(Optional.of("No"), OptionalDouble.empty(), List.of(), List.of())));
        Usage usage = new Usage(
                OptionalLong.of(1),
                OptionalLong.of(2),
                OptionalLong.of(3),
                Optional.of(new PromptTokensDetails(OptionalLong.of(4), OptionalLong.of(5))),
                Optional.of(new CompletionTokensDetails(
                        OptionalLong.of(6), OptionalLong.of(7), OptionalLong.of(8), OptionalLong.of(9))));
        assertThat(chunk.chunk())
                .isEqualTo(new ChatCompletionChunk(
                        Optional.of("chatcmpl-1"),
                        Optional.of("chat.completion.chunk"),
                        OptionalLong.of(1_700_000_000),
                        Optional.of("gpt-4o"),
                        Optional.of("default"),
                        Optional.of("fp_1"),
                        List.of(new Choice(1, delta, Optional.of(logprobs), Optional.of("stop"))),
                        Optional.of(usage),
                        Optional.of("aB3")));
        assertThat(chunk.logprobs()).contains(logprobs);
    }

    @Test
    void what_is_missing_or_of_a_wrong_type_is_absent() throws Exception {
        ChatCompletionChunk nothing = new ChatCompletionChunk(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(chunk("{}").chunk()).isEqualTo(nothing);
        assertThat(chunk("{\"id\":1,\"object\":null,\"created\":\"x\",\"model\":[],\"service_tier\":{},\"choices\":5,"
                                + "\"system_fingerprint\":true,\"usage\":\"y\",\"obfuscation\":null}")
                        .chunk())
                .isEqualTo(nothing);
    }

    @Test
    void what_is_missing_inside_a_choice_is_absent() throws Exception {
        Delta delta = new Delta(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        for (String choice : List.of(
                "{}",
                "{\"index\":\"1\",\"delta\":null,\"logprobs\":null,\"finish_reason\":7}",
                "{\"delta\":{\"role\":1,\"content\":null,\"refusal\":[],\"tool_calls\":[1],\"function_call\":\"x\"}}")) {
            assertThat(chunk("{\"choices\":[" + choice + "]}").chunk().choices())
                    .containsExactly(new Choice(0, delta, Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void parts_and_objects_are_given_as_text() throws Exception {
        Delta delta = chunk(
                        "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"thinking\":\"b\","
                                + "\"type\":\"thinking\"}],\"tool_calls\":[{\"function\":{\"arguments\":{\"x\" : 1}}}]}}]}")
                .chunk()
                .choices()
                .get(0)
                .delta();

        assertThat(delta.content()).contains("a");
        assertThat(delta.toolCalls().get(0).function().orElseThrow().arguments())
                .contains("{\"x\" : 1}");
    }
}
