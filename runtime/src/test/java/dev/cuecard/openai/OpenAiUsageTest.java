package dev.cuecard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.provider.ChunkDecoder.MalformedEventException;
import dev.cuecard.stream.Usage;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder finds of usage. */
class OpenAiUsageTest {

    private static OpenAiChunk chunk(String json) throws MalformedEventException {
        return Objects.requireNonNull(Merged.decoder().decode(Merged.event("", json)), "no chunk");
    }

    private static Usage usage(long input, long output, long total, long cached, long reasoning) {
        return new Usage(count(input), count(output), count(total), count(cached), count(reasoning));
    }

    private static OptionalLong count(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Test
    void usage_is_read_with_its_details() throws Exception {
        OpenAiChunk chunk =
                chunk("{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5.0,\"total_tokens\":15,"
                        + "\"prompt_tokens_details\":{\"audio_tokens\":0,\"cached_tokens\":4},\"completion_tokens_details\":"
                        + "{\"reasoning_tokens\":3}}}");

        assertThat(chunk.usage()).contains(usage(10, 5, 15, 4, 3));
    }

    @Test
    void details_of_usage_are_found_where_other_servers_put_them() throws Exception {
        assertThat(chunk("{\"usage\":{\"prompt_tokens\":1,\"prompt_cache_hit_tokens\":2,\"reasoning_tokens\":3}}")
                        .usage())
                .contains(usage(1, -1, -1, 2, 3));
        assertThat(chunk("{\"usage\":{\"cached_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":2}}}")
                        .usage())
                .contains(usage(-1, -1, -1, 2, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "\"5\"",
                "{\"prompt_tokens\":\"5\"}",
                "{\"prompt_tokens\":null,\"total_tokens\":1.5}",
                "{\"prompt_tokens_details\":null,\"completion_tokens_details\":[1]}"
            })
    void usage_that_counts_nothing_is_none(String usage) throws Exception {
        assertThat(chunk("{\"usage\":" + usage + "}").usage()).isEmpty();
    }

    @Test
    void usage_may_stand_in_any_chunk() throws Exception {
        Merged merged = Merged.stream(
                "{\"usage\":{\"prompt_tokens\":1},\"choices\":[]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "{\"choices\":[],\"usage\":null}");

        assertThat(merged.usage).contains(usage(1, 1, -1, -1, -1));
    }

    @Test
    void groqs_own_usage_counts_only_where_there_is_no_other() throws Exception {
        String own = "\"x_groq\":{\"id\":\"r\",\"usage\":{\"total_tokens\":2}}";

        assertThat(Merged.stream("{" + own + "}").usage).contains(usage(-1, -1, 2, -1, -1));
        assertThat(Merged.stream("{" + own + ",\"usage\":{\"total_tokens\":3}}").usage)
                .contains(usage(-1, -1, 3, -1, -1));
        assertThat(Merged.stream("{\"usage\":{\"total_tokens\":3}}", "{" + own + "}").usage)
                .contains(usage(-1, -1, 3, -1, -1));
    }

    @Test
    void numbers_beyond_every_range_count_as_absent() throws Exception {
        String digits = "9".repeat(5_000);
        OpenAiChunk chunk = chunk("{\"created\":" + digits + ",\"choices\":[{\"index\":99999999999,\"delta\":{}}],"
                + "\"usage\":{\"prompt_tokens\":1e400,\"completion_tokens\":99999999999999999999,\"total_tokens\":7,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":" + digits + "." + digits + "}}}");

        assertThat(chunk.choice().index()).isZero();
        assertThat(chunk.chunk().created()).isEmpty();
        assertThat(chunk.usage()).contains(usage(-1, -1, 7, -1, -1));
    }
}
