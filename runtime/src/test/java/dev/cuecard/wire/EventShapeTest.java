package dev.cuecard.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class EventShapeTest {

    private static final String EVENT = "{\"a\":1,\"text\":\" one\",\"z\":[true],\"pad\":\"xY\"}";

    private final EventShape shape = new EventShape();

    /** Parses an event as a decoder does: the text counts, the padding does not. */
    private void learn(String event) {
        byte[] data = event.getBytes(UTF_8);
        shape.begin(data);
        try (JsonParser parser = WireJson.parser(data)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("text")) {
                    shape.read(parser);
                } else if (name.equals("pad")) {
                    shape.passOver(parser);
                }
                parser.skipChildren();
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        }
        boolean unused = shape.keep();
    }

    private Optional<String> textOf(String event) {
        return textOf(event.getBytes(UTF_8));
    }

    private Optional<String> textOf(byte[] data) {
        return shape.matches(data) ? Optional.of(shape.text(data)) : Optional.empty();
    }

    @Test
    void an_event_that_differs_in_its_texts_alone_is_read_without_a_parser() {
        learn(EVENT);

        assertThat(textOf(EVENT)).hasValue(" one");
        assertThat(textOf("{\"a\":1,\"text\":\"grüße \uD83D\uDE00\",\"z\":[true],\"pad\":\"\"}"))
                .hasValue("grüße \uD83D\uDE00");
        assertThat(textOf("{\"a\":1,\"text\":\"2\",\"z\":[true],\"pad\":\"longer than before\"}"))
                .hasValue("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":2,\"text\":\"x\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\",\"z\":[null],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\",\"z\":[true],\"pad\":\"xY\"} ",
                "{\"a\":1,\"text\":\"x\",\"z\":[true],\"pad\":\"xY\"",
                "{\"a\":1,\"text\":\"x\",\"z\":[true],\"pad\":\"x",
                "{\"a\":1,\"text\":\"x",
                "{\"a\":1,",
                "",
                "{\"a\":1,\"text\":\"\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\\\"\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\",\"text\":\"y\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\ty\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"\\u0041\",\"z\":[true],\"pad\":\"xY\"}",
                "{\"a\":1,\"text\":\"x\",\"z\":[true],\"pad\":\"\\u0041\"}"
            })
    void one_that_differs_elsewhere_or_whose_text_is_not_plain_is_for_the_parser(String other) {
        learn(EVENT);

        assertThat(textOf(other)).isEmpty();
    }

    @Test
    void bytes_that_are_no_utf_8_are_for_the_parser_to_find() {
        learn(EVENT);
        byte[] broken = EVENT.replace(" one", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        byte[] brokenPadding = EVENT.replace("xY", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(textOf(broken)).hasValue("");
        assertThat(textOf(brokenPadding)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"text\":\"quoted \\\" text\",\"pad\":\"x\"}",
                "{\"text\":\"twice\",\"text\":\"told\"}",
                "{\"pad\":\"no text\"}",
                "{\"text\":\"a\",\"pad\":\"b\",\"pad\":\"c\"}",
                "{\"text\":null}",
                "{\"text\":{\"in\":\"an object\"}}",
                "{\"text\":12}"
            })
    void an_event_with_another_text_than_one_that_is_plain_stands_for_no_other(String event) {
        learn(event);

        assertThat(textOf(event)).isEmpty();
    }

    @Test
    void only_the_last_event_that_was_kept_counts() {
        learn(EVENT);
        learn("{\"text\":\"an escape: \\\\\"}");
        assertThat(textOf(EVENT)).hasValue(" one");

        learn("{\"text\":\"x\"}");
        assertThat(textOf(EVENT)).isEmpty();
        assertThat(textOf("{\"text\":\"y\"}")).hasValue("y");
    }

    @Test
    void a_long_event_is_not_held_on_to() {
        String large = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
        learn(large);

        assertThat(textOf(large)).isEmpty();
    }

    @Test
    void where_no_event_is_like_the_one_before_nothing_is_kept_any_more() {
        for (int i = 0; i < 16; i++) {
            learn("{\"a\":" + i + ",\"text\":\"x\"}");
            assertThat(textOf("{\"a\":-1,\"text\":\"x\"}")).isEmpty();
        }
        learn(EVENT);

        assertThat(textOf(EVENT)).isEmpty();
    }
}
