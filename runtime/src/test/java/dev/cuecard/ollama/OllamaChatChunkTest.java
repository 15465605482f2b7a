package dev.cuecard.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.ollama.OllamaChatChunk.Function;
import dev.cuecard.ollama.OllamaChatChunk.Logprob;
import dev.cuecard.ollama.OllamaChatChunk.Message;
import dev.cuecard.ollama.OllamaChatChunk.ToolCall;
import dev.cuecard.ollama.OllamaChatChunk.TopLogprob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OllamaChatChunkTest {

    private static OllamaChunk chunk(String json) throws Exception {
        return Objects.requireNonNull(Answer.decoder().decode(Answer.event(json)));
    }

    @Test
    void every_field_of_the_api_is_there() throws Exception {
        OllamaChunk chunk = chunk("""
                {"model": "qwen3", "remote_model": "qwen3:big", "remote_host": "https://example.org:443",
                 "created_at": "2026-11-21T12:00:00.5Z",
                 "message": {"role": "assistant", "content": "Hi", "thinking": "Hm", "images": ["AQID", 7, "BA=="],
                   "tool_calls": [{"id": "call_1", "function": {"index": 1, "name": "f", "description": "does f",
                     "arguments": {"a": [1, {"b": "é"}]}}}],
                   "tool_name": "g", "tool_call_id": "call_0"},
                 "done": true, "done_reason": "stop",
                 "total_duration": 1, "load_duration": 2, "prompt_eval_count": 3, "prompt_eval_cached_count": 4,
                 "prompt_eval_duration": 5, "eval_count": 6, "eval_duration": 7,
                 "logprobs": [{"token": "Hi", "logprob": -0.25, "bytes": [72, 105],
                   "top_logprobs": [{"token": "Ho", "logprob": -2, "bytes": null}]}, {"logprob": -Infinity}]}""");

        Message message = new Message(
                Optional.of("assistant"),
                Optional.of("Hi"),
                Optional.of("Hm"),
                List.of("AQID", "BA=="),
                List.of(new ToolCall(
                        Optional.of("call_1"),
                        Optional.of(new Function(
                                OptionalInt.of(1),
                                Optional.of("f"),
                                Optional.of("does f"),
                                Optional.of("{\"a\": [1, {\"b\": \"é\"}]}"))))),
                Optional.of("g"),
                Optional.of("call_0"));
        List<Logprob> logprobs = List.of(
                new Logprob(
                        Optional.of("Hi"),
                        OptionalDouble.of(-0.25),
                        List.of(72, 105),
                        List.of(new TopLogprob(Optional.of("Ho"), OptionalDouble.of(-2), List.of()))),
                new Logprob(Optional.empty(), OptionalDouble.of(Double.NEGATIVE_INFINITY), List.of(), List.of()));
        assertThat(chunk.chunk())
                .isEqualTo(new OllamaChatChunk(
                        Optional.of("qwen3"),
                        Optional.of("qwen3:big"),
                        Optional.of("https://example.org:443"),
                        Optional.of("2026-11-21T12:00:00.5Z"),
                        Optional.of(message),
                        Optional.of(true),
                        Optional.of("stop"),
                        OptionalLong.of(1),
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        OptionalLong.of(4),
                        OptionalLong.of(5),
                        OptionalLong.of(6),
                        OptionalLong.of(7),
                        logprobs));
        assertThat(chunk.chunk()).isSameAs(chunk.chunk());
    }

    @Test
    void what_is_left_out_or_of_a_wrong_type_is_empty() throws Exception {
        OllamaChatChunk empty = chunk("{}").chunk();

        assertThat(chunk("""
                {"model": 1, "remote_model": null, "remote_host": [], "created_at": {}, "message": 7, "done": "yes",
                 "done_reason": 7, "total_duration": "1", "load_duration": 0.5, "prompt_eval_count": [1],
                 "prompt_eval_cached_count": null, "prompt_eval_duration": {}, "eval_count": true,
                 "eval_duration": 99999999999999999999, "logprobs": {"token": "x"}, "new": {"done": true}}""").chunk()).isEqualTo(empty);
        assertThat(empty.message()).isEmpty();
        assertThat(empty.done()).isEmpty();
        assertThat(empty.logprobs()).isEmpty();
    }

    @Test
    void a_message_may_hold_nothing_and_a_call_no_function() throws Exception {
        Message message = chunk("""
                {"message": {"role": 1, "content": null, "thinking": [], "images": "x", "tool_name": 2, "tool_call_id": {},
                 "tool_calls": [{}, 7, {"id": 3, "function": "f"}, {"function": {"index": "x", "arguments": null}},
                   {"function": {"arguments": "text"}}]}, "done": false}""").chunk().message().orElseThrow();

        Function nothing = new Function(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(message.role()).isEmpty();
        assertThat(message.content()).isEmpty();
        assertThat(message.thinking()).isEmpty();
        assertThat(message.images()).isEmpty();
        assertThat(message.toolName()).isEmpty();
        assertThat(message.toolCallId()).isEmpty();
        assertThat(message.toolCalls())
                .extracting(ToolCall::function)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(nothing),
                        Optional.of(new Function(
                                OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.of("text"))));
    }

    @Test
    void a_call_outside_of_an_array_is_there_too() throws Exception {
        assertThat(chunk("{\"message\":{\"tool_calls\":{\"id\":\"c\"}}}")
                        .chunk()
                        .message()
                        .orElseThrow()
                        .toolCalls())
                .containsExactly(new ToolCall(Optional.of("c"), Optional.empty()));
    }
}
