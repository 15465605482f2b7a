package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArrayReaderTest {

    private static final int LIMIT = 1000;

    private static List<String> read(String... pieces) throws IOException {
        return Events.all(new ArrayReader(ScriptedSource.of(pieces).feed(), LIMIT));
    }

    @Test
    void every_element_is_an_event() throws IOException {
        assertThat(read("[{\"a\":1}\n,\r\n{\"b\":[2,{}]}\n]\n")).containsExactly(":{\"a\":1}", ":{\"b\":[2,{}]}");
    }

    @Test
    void texts_hide_brackets_commas_and_quotes() throws IOException {
        String element = "{\"a\":\"}],[{ \\\"}, \\\\\"}";

        assertThat(read("[" + element + "," + element + "]")).containsExactly(":" + element, ":" + element);
    }

    @Test
    void an_empty_array_has_no_event() throws IOException {
        assertThat(read("[ ]")).isEmpty();
        assertThat(read("[")).isEmpty();
    }

    @Test
    void elements_that_are_no_objects_are_given_too() throws IOException {
        assertThat(read("[1,\"a,b\",[2,3],null]")).containsExactly(":1", ":\"a,b\"", ":[2,3]", ":null");
    }

    @Test
    void what_follows_the_array_is_none_of_it() throws IOException {
        assertThat(read("[{}] {\"a\":1}")).containsExactly(":{}");
    }

    @Test
    void an_element_is_given_before_the_next_byte_is_waited_for() throws IOException {
        ScriptedSource source = ScriptedSource.of("[{}", ",{}]");

        assertThat(new ArrayReader(source.feed(), LIMIT).next()).hasToString("{}");
        assertThat(source.pulled()).isEqualTo(3);
    }

    @Test
    void an_element_that_the_loss_of_the_connection_cuts_off_is_marked() throws IOException {
        IOException lost = new EOFException("lost");
        EventReader reader =
                new ArrayReader(ScriptedSource.of("[{},{\"a\"").cutBy(lost).feed(), LIMIT);

        assertThat(Events.next(reader)).isEqualTo(":{}");
        assertThat(Events.next(reader)).isEqualTo(":{\"a\"~");
        assertThatThrownBy(reader::next).isSameAs(lost);
    }

    @Test
    void an_element_longer_than_the_limit_is_refused() throws IOException {
        EventReader reader =
                new ArrayReader(ScriptedSource.of("[{\"a\":\"0123456789\"}]").feed(), 10);

        assertThatThrownBy(reader::next).isInstanceOf(EventTooLongException.class);
    }

    @Property(tries = 300)
    void however_the_bytes_arrive_the_elements_are_the_same(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<String> elements = new ArrayList<>();
        StringBuilder array = new StringBuilder("[");
        for (int i = random.nextInt(6); i >= 0; i--) {
            String element = "{\"t\":\"" + "\\\"}],é".repeat(random.nextInt(4)) + "\",\"n\":[" + i + "]}";
            elements.add(":" + element);
            array.append(element).append(i == 0 ? "" : random.nextBoolean() ? "," : "\n,\r\n");
        }
        array.append(']');
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < array.length(); ) {
            int to = Math.min(array.length(), from + 1 + random.nextInt(5));
            pieces.add(array.substring(from, to));
            from = to;
        }

        assertThat(read(pieces.toArray(String[]::new))).isEqualTo(elements);
    }
}
