package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    private static final int LIMIT = 1 << 20;

    private static EventReader reader(ScriptedSource source, int limit) {
        return new SniffingReader(source.feed(), Framing.SSE, limit);
    }

    private static List<String> read(String... pieces) throws IOException {
        return Events.all(reader(ScriptedSource.of(pieces), LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void every_line_end_is_understood(String end) throws IOException {
        String body = "event: a" + end + "data: 1" + end + end + "data: 2" + end + "data: 3" + end + end;

        assertThat(read(body)).containsExactly("a:1", ":2\n3");
    }

    @Test
    void line_ends_may_be_mixed() throws IOException {
        assertThat(read("data: 1\r\n\ndata: 2\r\rdata: 3\n\r\ndata: 4\n\r")).containsExactly(":1", ":2", ":3", ":4");
    }

    @Test
    void a_space_behind_the_colon_is_optional_and_only_one_is_taken() throws IOException {
        assertThat(read("data:1\n\ndata: 2\n\ndata:  3\n\n")).containsExactly(":1", ":2", ": 3");
    }

    @Test
    void several_data_lines_are_joined_with_line_feeds() throws IOException {
        assertThat(read("data: {\ndata\ndata:  \"a\": 1\ndata: }\n\n")).containsExactly(":{\n\n \"a\": 1\n}");
    }

    @Test
    void data_may_be_empty() throws IOException {
        assertThat(read("data:\n\ndata\n\ndata: \n\n")).containsExactly(":", ":", ":");
    }

    @Test
    void comments_ids_retries_and_unknown_fields_are_skipped() throws IOException {
        assertThat(read(": hello\n\nid: 7\nretry: 100\ndatum: x\ndat: y\nfoo\ndata: 1\n:data: 2\n\n:\n"))
                .containsExactly(":1");
    }

    @Test
    void an_event_without_data_is_none_and_leaves_no_name_behind() throws IOException {
        assertThat(read("event: ping\n\ndata: 1\n\n")).containsExactly(":1");
    }

    @Test
    void names_are_told_even_where_they_differ_from_event_to_event() throws IOException {
        assertThat(read("event: a\ndata: 1\n\nevent: a\ndata: 2\n\nevent: b\ndata: 3\n\ndata: 4\n\n"))
                .containsExactly("a:1", "a:2", "b:3", ":4");
    }

    @Test
    void an_error_field_is_an_event_of_that_name() throws IOException {
        assertThat(read("data: 1\n\nerror: {\"code\":500}\n\n")).containsExactly(":1", "error:{\"code\":500}");
    }

    @Test
    void a_byte_order_mark_is_skipped() throws IOException {
        byte[] body = "\ufeffdata: 1\n\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Events.all(reader(ScriptedSource.trickling(body), LIMIT))).containsExactly(":1");
    }

    @Test
    void a_character_cut_between_reads_stays_whole() throws IOException {
        byte[] body = "data: \ud83c\udf4e \u00e4\n\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Events.all(reader(ScriptedSource.trickling(body), LIMIT))).containsExactly(":\ud83c\udf4e \u00e4");
    }

    @Test
    void a_carriage_return_does_not_wait_for_a_line_feed() throws IOException {
        ScriptedSource source = ScriptedSource.of("data: 1\r\n\r", "\ndata: 2\r\n\r\n");
        EventReader reader = reader(source, LIMIT);

        assertThat(reader.next()).hasToString("1");
        assertThat(source.pulled()).isEqualTo("data: 1\r\n\r".length());
        assertThat(reader.next()).hasToString("2");
        assertThat(reader.next()).isNull();
    }

    @Test
    void an_event_that_the_end_cuts_off_is_given_and_marked() throws IOException {
        assertThat(read("data: 1\n\nevent: x\ndata: 2\n")).containsExactly(":1", "x:2~");
        assertThat(read("data: 1\n\ndata: {\"a")).containsExactly(":1", ":{\"a~");
        assertThat(read("data: 1\ndata: 2")).containsExactly(":1\n2~");
    }

    @Test
    void the_beginning_of_a_field_name_at_the_end_is_nothing() throws IOException {
        assertThat(read("data: 1\n\ndat")).containsExactly(":1");
        assertThat(read("data: 1\n\ndata")).containsExactly(":1");
        assertThat(read("data: 1\n\nevent: x\n")).containsExactly(":1");
        assertThat(read("data: 1\n\n: comm")).containsExactly(":1");
    }

    @Test
    void a_lost_connection_is_told_after_what_came_before_it() throws IOException {
        IOException lost = new EOFException("lost");
        EventReader reader = reader(ScriptedSource.of("data: 1\n\nda", "ta: 2").cutBy(lost), LIMIT);

        assertThat(Events.next(reader)).isEqualTo(":1");
        assertThat(Events.next(reader)).isEqualTo(":2~");
        assertThatThrownBy(reader::next).isSameAs(lost);
        assertThatThrownBy(reader::next).isSameAs(lost);
    }

    @Test
    void a_connection_lost_between_events_is_told_at_once() throws IOException {
        IOException lost = new EOFException("lost");
        EventReader reader = reader(ScriptedSource.of("data: 1\n\n").cutBy(lost), LIMIT);

        assertThat(Events.next(reader)).isEqualTo(":1");
        assertThatThrownBy(reader::next).isSameAs(lost);
    }

    @Test
    void nothing_comes_after_the_end() throws IOException {
        EventReader reader = reader(ScriptedSource.of("data: 1\n\n"), LIMIT);

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @Test
    void an_empty_body_has_no_events() throws IOException {
        assertThat(read()).isEmpty();
        assertThat(read("\n", "\r\n \n")).isEmpty();
        assertThat(read("\ufeff")).isEmpty();
    }

    @Test
    void a_hundred_thousand_events_without_data_are_passed_over() throws IOException {
        assertThat(read("event: ping\n\n".repeat(100_000), "data: 1\n\n")).containsExactly(":1");
    }

    @Test
    void a_line_is_read_over_many_segments() throws IOException {
        String text = "x".repeat(100_000);

        assertThat(read("data: " + text.substring(0, 50_000), text.substring(50_000) + "\n\n"))
                .containsExactly(":" + text);
    }

    @Test
    void an_event_as_long_as_the_limit_is_read() throws IOException {
        EventReader reader = reader(ScriptedSource.of("event: name\ndata: 12345\ndata: 7890\n\n"), 10);

        assertThat(Events.all(reader)).containsExactly("name:12345\n7890");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: 12345678901\n\n",
                "data: 12345\ndata: 67890\n\n",
                "data: 12345678901",
                "event: 123456789012\n\n",
                "unknownfieldname: 12345678901\n\n"
            })
    void an_event_longer_than_the_limit_is_refused_however_it_is_cut(String body) {
        EventReader whole = reader(ScriptedSource.of(body), 10);
        EventReader trickling = reader(ScriptedSource.trickling(body.getBytes(StandardCharsets.UTF_8)), 10);

        assertThatThrownBy(() -> Events.all(whole)).isInstanceOf(EventTooLongException.class);
        assertThatThrownBy(() -> Events.all(trickling))
                .isInstanceOf(EventTooLongException.class)
                .hasMessageContaining("longer than the limit of 10 bytes")
                .hasMessageContaining("maxEventBytes");
    }

    @Test
    void what_follows_an_event_that_is_too_long_is_not_read() throws IOException {
        EventReader reader = reader(ScriptedSource.of("data: 12345678901\n\ndata: 1\n\n"), 10);

        assertThatThrownBy(reader::next).isInstanceOf(EventTooLongException.class);
        assertThatThrownBy(reader::next).isInstanceOf(EventTooLongException.class);
    }

    @Test
    void a_line_without_end_is_stopped_one_piece_behind_the_limit() {
        byte[] piece = "x".repeat(8000).getBytes(StandardCharsets.UTF_8);
        ScriptedSource source = new ScriptedSource(Collections.nCopies(1000, piece), null);
        EventReader reader = reader(source, 100_000);

        assertThatThrownBy(reader::next).isInstanceOf(EventTooLongException.class);
        assertThat(source.pulled()).isLessThanOrEqualTo(100_000 + 8000 + 8);
    }

    @Test
    void a_comment_without_end_is_passed_over_and_not_kept() throws IOException {
        byte[] piece = (":" + "x".repeat(7999)).getBytes(StandardCharsets.UTF_8);
        ScriptedSource source = new ScriptedSource(Collections.nCopies(1000, piece), null);
        AtomicLong kept = new AtomicLong();
        Source watched = new ForwardingSource(source) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                kept.accumulateAndGet(sink.size(), Math::max);
                return super.read(sink, byteCount);
            }
        };

        assertThat(new SseReader(new ByteFeed(Okio.buffer(watched)), 100).next())
                .isNull();
        assertThat(source.pulled()).isEqualTo(8_000_000);
        assertThat(kept).hasValueLessThan(8001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\": {\n\n}}", "  \n\t{\"a\":1}\n", "\ufeff{}"})
    void a_body_of_json_is_one_event(String body) throws IOException {
        List<String> events = read(body);

        assertThat(events).hasSize(1).first().asString().startsWith(":{");
        assertThat(events.get(0).substring(1))
                .isEqualTo(body.replace("\ufeff", "").stripLeading());
    }

    @Test
    void an_array_in_place_of_a_stream_is_an_event_an_element() throws IOException {
        assertThat(read("\n [{\"a\":1}", ",\n{\"b\":2}]")).containsExactly(":{\"a\":1}", ":{\"b\":2}");
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_html_is_one_event_whatever_was_asked_for(Framing framing) throws IOException {
        ScriptedSource source = ScriptedSource.of("\r\n<html>\n", "\nBad gateway</html>");

        assertThat(Events.all(new SniffingReader(source.feed(), framing, LIMIT)))
                .containsExactly(EventReader.PAGE + ":<html>\n\nBad gateway</html>");
    }

    @Test
    void no_event_can_pass_for_a_page_of_html() throws IOException {
        assertThat(read("event: html\ndata: 1\n\nevent: page\ndata: 2\n\nevent:\npage\ndata: 3\n\n"))
                .containsExactly("html:1", "page:2", ":3");
    }

    @Test
    void lines_and_whole_answers_are_cut_as_asked() throws IOException {
        assertThat(Events.all(new SniffingReader(ScriptedSource.of("\n{}\n[]").feed(), Framing.NDJSON, LIMIT)))
                .containsExactly(":{}", ":[]");
        assertThat(Events.all(new SniffingReader(ScriptedSource.of("\n[{},{}]").feed(), Framing.JSON, LIMIT)))
                .containsExactly(":[{},{}]");
    }

    @Test
    void json_in_place_of_a_stream_has_the_limit_of_an_event() {
        EventReader reader = reader(ScriptedSource.of("{\"error\": \"long\"}"), 10);

        assertThatThrownBy(reader::next).isInstanceOf(EventTooLongException.class);
    }

    @Test
    void a_first_line_that_is_indented_is_no_field() throws IOException {
        assertThat(read("  data: 1\ndata: 2\n\n")).containsExactly(":2");
        assertThat(read("\n  data: 1")).isEmpty();
    }
}
