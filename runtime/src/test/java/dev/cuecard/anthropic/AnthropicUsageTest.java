package dev.cuecard.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.stream.Usage;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens counted, of which the message's beginning tells the first and its end the last. */
class AnthropicUsageTest {

    private static String start(String usage) {
        return "{\"type\":\"message_start\",\"message\":{\"usage\":" + usage + "}}";
    }

    private static String delta(String usage) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":" + usage + "}";
    }

    private static Usage usage(long input, long output, long cached, long reasoning) {
        return new Usage(known(input), known(output), OptionalLong.empty(), known(cached), known(reasoning));
    }

    private static OptionalLong known(long count) {
        return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    @Test
    void later_counts_are_laid_over_the_first_and_not_added_up() throws Exception {
        Merged merged = Merged.stream(
                start("{\"input_tokens\":10,\"output_tokens\":1,\"cache_read_input_tokens\":5,"
                        + "\"cache_creation_input_tokens\":3,\"service_tier\":\"standard\"}"),
                Events.text(0, "a"),
                delta("{\"output_tokens\":7}"),
                delta("{\"output_tokens\":9,\"output_tokens_details\":{\"x\":[],\"thinking_tokens\":4}}"));

        assertThat(merged.chunks.get(0).usage()).contains(usage(10, 1, 5, -1));
        assertThat(merged.chunks.get(1).usage()).isEmpty();
        assertThat(merged.chunks.get(2).usage()).contains(usage(10, 7, 5, -1));
        assertThat(merged.chunks.get(3).usage()).contains(usage(10, 9, 5, 4));
    }

    @Test
    void every_count_that_is_sent_again_replaces_the_first() throws Exception {
        Merged merged = Merged.stream(
                start("{\"input_tokens\":10,\"output_tokens\":1,\"cache_read_input_tokens\":5,"
                        + "\"output_tokens_details\":{\"thinking_tokens\":1}}"),
                delta("{\"input_tokens\":0,\"output_tokens\":0,\"cache_read_input_tokens\":0,"
                        + "\"output_tokens_details\":{\"thinking_tokens\":0}}"));

        assertThat(merged.usage).contains(usage(0, 0, 0, 0));
    }

    @Test
    void a_count_that_is_null_or_no_number_hides_none() throws Exception {
        Merged merged = Merged.stream(
                start("{\"input_tokens\":10,\"cache_read_input_tokens\":5}"),
                delta("{\"input_tokens\":null,\"output_tokens\":2.0,\"cache_read_input_tokens\":\"6\","
                        + "\"output_tokens_details\":7}"));

        assertThat(merged.usage).contains(usage(10, 2, 5, -1));
    }

    @Test
    void counts_of_the_end_alone_are_given_alone() throws Exception {
        assertThat(Merged.stream(delta("{\"output_tokens\":7}")).usage).contains(usage(-1, 7, -1, -1));
    }

    @Test
    void counts_of_the_beginning_alone_stay() throws Exception {
        Merged merged = Merged.stream(
                start("{\"input_tokens\":10,\"output_tokens\":1}"),
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}",
                Events.STOP);

        assertThat(merged.chunks.get(1).usage()).isEmpty();
        assertThat(merged.usage).contains(usage(10, 1, -1, -1));
    }

    @Test
    void a_second_message_is_counted_anew() throws Exception {
        Merged merged = Merged.stream(
                start("{\"input_tokens\":10,\"output_tokens\":1,\"cache_read_input_tokens\":5}"),
                start("{\"input_tokens\":20}"),
                delta("{\"output_tokens\":7}"));

        assertThat(merged.usage).contains(usage(20, 7, -1, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "{\"x\":1}", "{\"output_tokens_details\":{}}"})
    void a_usage_without_a_count_is_none(String usage) throws Exception {
        Merged merged = Merged.stream(start(usage), delta(usage));

        assertThat(merged.usage).isEmpty();
    }
}
