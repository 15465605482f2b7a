package dev.cuecard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.message.Message;
import dev.cuecard.message.ToolCall;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.RefusalException;
import dev.cuecard.stream.Usage;
import dev.cuecard.testing.Way.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scripted reply looks like to the code under test. */
@Timeout(60)
class MockModelTest {

    @ParameterizedTest
    @EnumSource
    void a_text_arrives_in_chunks_of_the_size_asked_for(Way way) {
        Outcome outcome = way.call(MockModel.streaming("Test response text").chunkSize(5));

        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("Test ", "respo", "nse t", "ext");
        }
        assertThat(outcome.result().text()).isEqualTo("Test response text");
        assertThat(outcome.result().ending()).isEqualTo(new Ending.Completed());
        assertThat(outcome.result().finishReason()).contains(new FinishReason(FinishReason.Kind.STOP, "stop"));
        assertThat(outcome.result().model()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void a_text_arrives_word_by_word_unless_told_otherwise() {
        assertThat(Way.STREAM.call(MockModel.streaming("Test  response\ntext ")).contents())
                .containsExactly("Test", "  response", "\ntext", " ");
    }

    @Test
    void chunks_can_be_given_one_by_one() {
        assertThat(Way.STREAM.call(MockModel.chunks("a", "bc", "d")).contents()).containsExactly("a", "bc", "d");
    }

    @ParameterizedTest
    @EnumSource
    void a_model_can_think_before_it_speaks(Way way) {
        Outcome outcome = way.call(MockModel.chunks("a", "b").thinking("Hm, let me see."));

        assertThat(outcome.result().reasoning()).isEqualTo("Hm, let me see.");
        assertThat(outcome.result().text()).isEqualTo("ab");
        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("a", "b");
        }
    }

    @Test
    void no_chunk_ends_inside_a_character() {
        MockModel mock = MockModel.streaming("a😀😀b").chunkSize(2);

        assertThat(Way.STREAM.call(mock).contents()).containsExactly("a😀", "😀", "b");
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_text_is_a_reply_too(Way way) {
        Outcome outcome = way.call(MockModel.streaming(""));

        assertThat(outcome.contents()).isEmpty();
        assertThat(outcome.result().text()).isEmpty();
        assertThat(outcome.result().ending()).isEqualTo(new Ending.Completed());
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_ends_the_call_with_its_words(Way way) {
        Outcome outcome = way.call(MockModel.refusing("I will not."));

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo("I will not."));
    }

    @ParameterizedTest
    @EnumSource
    void tools_are_called_after_the_text(Way way) {
        MockModel mock = MockModel.streaming("Let me look.")
                .andCallingTool("weather", "{\"city\":\"Paris\"}")
                .andCallingTool("time", "{}");

        Outcome outcome = way.call(mock);

        assertThat(outcome.result().text()).isEqualTo("Let me look.");
        assertThat(outcome.result().toolCalls())
                .containsExactly(
                        new ToolCall(Optional.of("call_1"), "weather", "{\"city\":\"Paris\"}"),
                        new ToolCall(Optional.of("call_2"), "time", "{}"));
        assertThat(outcome.result().finishReason().orElseThrow().kind()).isEqualTo(FinishReason.Kind.TOOL_CALLS);
    }

    @Test
    void a_tool_can_be_called_without_a_word() {
        assertThat(Way.STREAM.call(MockModel.callingTool("time", "{}")).result().toolCalls())
                .containsExactly(new ToolCall(Optional.of("call_1"), "time", "{}"));
    }

    @ParameterizedTest
    @EnumSource
    void a_reply_can_end_for_another_reason(Way way) {
        Outcome outcome = way.call(MockModel.streaming("Once upon a").finishing(FinishReason.Kind.LENGTH));

        assertThat(outcome.result().finishReason()).contains(new FinishReason(FinishReason.Kind.LENGTH, "length"));
    }

    @ParameterizedTest
    @EnumSource
    void tokens_are_counted_as_one_a_word_of_prompt_and_reply(Way way) {
        // The prompt is "Say hello."
        Outcome outcome = way.call(MockModel.streaming("Test response text"));

        assertThat(outcome.result().usage()).contains(usage(2, 3));
    }

    @ParameterizedTest
    @EnumSource
    void tokens_can_be_given(Way way) {
        assertThat(way.call(MockModel.streaming("Test").usage(10, 20)).result().usage())
                .contains(usage(10, 20));
    }

    @ParameterizedTest
    @EnumSource
    void tokens_can_be_kept_back(Way way) {
        assertThat(way.call(MockModel.streaming("Test").withoutUsage()).result().usage())
                .isEmpty();
    }

    private static Usage usage(long input, long output) {
        return new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.of(input + output),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    @Test
    void chunks_are_those_of_the_real_decoder() {
        try (ChunkStream<OpenAiChunk> stream =
                HandWrittenPrompt.with(MockModel.streaming("Hi").client()).stream()) {
            OpenAiChunk first = stream.iterator().next();

            assertThat(first.chunk().choices().get(0).delta().content()).contains("Hi");
            assertThat(first.json()).contains("\"object\":\"chat.completion.chunk\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void requests_are_kept_for_the_test_to_look_at(Way way) {
        MockModel mock = MockModel.streaming("Hi");
        HandWrittenPrompt prompt = HandWrittenPrompt.with(
                mock.client(), CallOptions.defaults().temperature(0.5), List.of(Message.user("Grüße")));

        way.call(prompt);

        assertThat(mock.requests()).hasSize(1);
        MockRequest request = mock.requests().get(0);
        assertThat(request.provider()).isEqualTo("openai");
        assertThat(request.model()).isEqualTo("gpt-4o-mini");
        assertThat(request.messages()).containsExactly(Message.user("Grüße"));
        assertThat(request.options().temperature()).hasValue(0.5);
        assertThat(request.streamed()).isEqualTo(way.streams());
        assertThat(request.body()).contains("\"Grüße\"", "\"temperature\":0.5");
    }

    @Test
    void a_changed_mock_has_a_list_of_requests_of_its_own() {
        ScriptedReply mock = MockModel.streaming("Hi");

        Way.CALL.call(mock.chunkSize(1));

        assertThat(mock.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_provider_that_a_client_knows_is_answered_for(Way way) {
        MockModel mock = MockModel.streaming("Hi");
        HandWrittenPrompt prompt = HandWrittenPrompt.with(mock.client());

        for (Provider<OpenAiChunk> provider : OpenAi.providers()) {
            Outcome outcome = way.call(prompt.on(provider.model("some-model")));

            assertThat(outcome.result().text()).isEqualTo("Hi");
        }
        assertThat(mock.requests())
                .extracting(MockRequest::provider)
                .containsExactlyElementsOf(
                        OpenAi.providers().stream().map(Provider::name).toList());
    }

    @Test
    void a_provider_of_the_caller_s_own_is_answered_for_when_it_is_handed_over() {
        Provider<OpenAiChunk> mine = OpenAi.compatible("mine", "https://llm.example.com/v1", "NO_SUCH_KEY");
        MockModel mock = MockModel.streaming("Hi");

        Outcome outcome =
                Way.STREAM.call(HandWrittenPrompt.with(mock.client(mine)).on(mine.model("llama")));

        assertThat(outcome.contents()).containsExactly("Hi");
    }

    @Test
    void a_provider_put_past_the_mock_is_told_where_it_belongs() {
        MockModel mock = MockModel.streaming("Hi");
        Provider<OpenAiChunk> mine = OpenAi.compatible("mine", "https://llm.example.com/v1", "");

        Outcome outcome = Way.STREAM.call(
                HandWrittenPrompt.with(mock.clientBuilder().provider(mine).build())
                        .on(mine.model("llama")));

        assertThat(outcome.thrown())
                .hasMessageContaining("does not speak for llm.example.com")
                .hasMessageContaining("MockModel.client(provider)");
    }

    @Test
    void a_script_that_no_provider_could_send_is_refused() {
        assertThatThrownBy(() -> MockModel.streaming("half \ud83d"))
                .hasMessage("The text of a mock has half a surrogate pair at index 5: cut it between characters, as"
                        + " chunkSize does");
        assertThatThrownBy(() -> MockModel.chunks("a", "")).hasMessageContaining("empty piece");
        assertThatThrownBy(() -> MockModel.refusing("")).hasMessageContaining("needs words");
        assertThatThrownBy(() -> MockModel.streaming("a").chunkSize(0)).hasMessageContaining("chunkSize(0)");
        assertThatThrownBy(MockModel::sequence).hasMessageContaining("at least one");
    }
}
