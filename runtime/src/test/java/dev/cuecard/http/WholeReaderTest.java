package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WholeReaderTest {

    private static EventReader reader(ScriptedSource source, int limit) {
        return new WholeReader(source.feed(), limit, "");
    }

    @Test
    void the_whole_body_is_one_event() throws IOException {
        assertThat(Events.all(reader(ScriptedSource.of("{\n", "\n}\n"), 100))).containsExactly(":{\n\n}\n");
    }

    @Test
    void a_blank_body_has_no_event() throws IOException {
        assertThat(Events.all(reader(ScriptedSource.of(), 100))).isEmpty();
        assertThat(Events.all(reader(ScriptedSource.of(" \n"), 100))).isEmpty();
    }

    @Test
    void a_body_that_is_cut_off_is_given_and_marked() throws IOException {
        IOException lost = new EOFException("lost");
        EventReader reader = reader(ScriptedSource.of("{\"a\"").cutBy(lost), 100);

        assertThat(Events.next(reader)).isEqualTo(":{\"a\"~");
        assertThatThrownBy(reader::next).isSameAs(lost);
    }

    @Test
    void a_body_longer_than_the_limit_is_refused() throws IOException {
        assertThat(Events.all(reader(ScriptedSource.of("{12345678}"), 10))).containsExactly(":{12345678}");
        assertThatThrownBy(reader(ScriptedSource.of("{1234", "56789}"), 10)::next)
                .isInstanceOf(EventTooLongException.class);
    }
}
