package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {

    private static final int LIMIT = 1 << 20;

    private static List<String> read(String... pieces) throws IOException {
        return Events.all(new NdjsonReader(ScriptedSource.of(pieces).feed(), LIMIT));
    }

    @Test
    void every_line_is_an_event() throws IOException {
        assertThat(read("{\"a\":1}\n{\"b\"", ":2}\n")).containsExactly(":{\"a\":1}", ":{\"b\":2}");
    }

    @Test
    void blank_lines_and_carriage_returns_are_skipped() throws IOException {
        assertThat(read("\ufeff\r\n{}\r\n\r", "\n \n[]\r\n\n")).containsExactly(":{}", ":[]");
    }

    @Test
    void the_last_line_needs_no_line_end_and_is_marked_without() throws IOException {
        assertThat(read("{}\n{\"done\":true}")).containsExactly(":{}", ":{\"done\":true}~");
    }

    @Test
    void a_line_that_the_loss_of_the_connection_cuts_off_is_marked() throws IOException {
        IOException lost = new EOFException("lost");
        EventReader reader =
                new NdjsonReader(ScriptedSource.of("{}\n{\"do").cutBy(lost).feed(), LIMIT);

        assertThat(Events.next(reader)).isEqualTo(":{}");
        assertThat(Events.next(reader)).isEqualTo(":{\"do~");
        assertThatThrownBy(reader::next).isSameAs(lost);
    }

    @Test
    void a_line_is_given_before_the_next_one_is_waited_for() throws IOException {
        ScriptedSource source = ScriptedSource.of("{}\n", "[]\n");
        EventReader reader = new NdjsonReader(source.feed(), LIMIT);

        assertThat(reader.next()).hasToString("{}");
        assertThat(source.pulled()).isEqualTo(3);
    }

    @Test
    void a_line_longer_than_the_limit_is_refused_however_it_is_cut() throws IOException {
        for (String body : List.of("12345678901\n", "12345678901\r\n", "12345678901")) {
            EventReader whole = new NdjsonReader(ScriptedSource.of(body).feed(), 10);
            EventReader trickling = new NdjsonReader(
                    ScriptedSource.trickling(body.getBytes(StandardCharsets.UTF_8))
                            .feed(),
                    10);

            assertThatThrownBy(whole::next).isInstanceOf(EventTooLongException.class);
            assertThatThrownBy(trickling::next).isInstanceOf(EventTooLongException.class);
        }
        assertThat(Events.all(
                        new NdjsonReader(ScriptedSource.of("1234567890\r", "\n").feed(), 10)))
                .containsExactly(":1234567890");
    }

    @Test
    void a_line_without_end_is_stopped_one_piece_behind_the_limit() {
        byte[] piece = "x".repeat(8000).getBytes(StandardCharsets.UTF_8);
        ScriptedSource source = new ScriptedSource(Collections.nCopies(1000, piece), null);

        assertThatThrownBy(new NdjsonReader(source.feed(), 100_000)::next).isInstanceOf(EventTooLongException.class);
        assertThat(source.pulled()).isLessThanOrEqualTo(100_000 + 8000);
    }

    @Property
    void lines_come_out_as_they_went_in_however_the_bytes_are_cut(
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 20_000) Integer> lengths, @ForAll Random random)
            throws IOException {
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int length : lengths) {
            String line = "{" + "x".repeat(length) + "}";
            expected.add(":" + line);
            body.append(line).append(random.nextBoolean() ? "\r\n" : "\n");
        }
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < body.length(); ) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(8000));
            pieces.add(body.substring(from, to));
            from = to;
        }

        assertThat(read(pieces.toArray(String[]::new))).isEqualTo(expected);
    }
}
