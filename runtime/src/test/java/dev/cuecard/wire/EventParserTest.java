package dev.cuecard.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

@Timeout(60)
class EventParserTest {

    private static final String LONG = "grüße \uD83D\uDE00 ".repeat(2_000);

    /** Whole ones, broken ones, ones with something behind them, and ones longer than any buffer. */
    private static final List<String> EVENTS = List.of(
            "{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":-1.5e3}}",
            "  {\"text\":\"grüße \\uD83D\\uDE00\"} \r\n\t ",
            "{\"text\":\"" + LONG + "\",\"after\":[1,2]}",
            "[{\"a\":{}}]",
            "{}",
            "\uFEFF{\"a\":\"behind a byte order mark\"}",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":1} x",
            "{\"a\":" + " ".repeat(20_000) + "1}" + " ".repeat(20_000),
            "{\"a\":1}" + " ".repeat(20_000) + "x",
            "{\"a\":\"cut",
            "{\"a\":[1,2",
            "{\"a\":tru",
            "{\"a\":1",
            "]",
            "",
            "12",
            "\"text\"",
            "{\"a\":12x}",
            "{\"deep\":" + "[".repeat(300) + "]".repeat(300) + "}",
            "{\"number\":" + "1".repeat(9_000) + "}",
            "{\"" + LONG + "\":\"a name\"}");

    private interface Reading {
        void run(StringBuilder seen);
    }

    /** What a parser tells of an event: its tokens with their texts and places, or that it failed. */
    private static String seen(Reading reading) {
        StringBuilder seen = new StringBuilder();
        try {
            reading.run(seen);
        } catch (JacksonException e) {
            return "failure";
        }
        return seen.toString();
    }

    private static void readValue(JsonParser parser, byte[] source, StringBuilder seen) {
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == null || (depth == 0 && !token.isStructStart())) {
                throw new StreamReadException(parser, "no object and no array");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            seen.append(token).append(' ');
            if (token.isScalarValue()) {
                seen.append(JsonText.of(parser, source)).append(' ');
            }
            if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
                seen.append(parser.getString()).append(' ');
            }
        } while (depth > 0);
    }

    private static String read(byte[] data) {
        return seen(seen -> {
            try (EventParser event = EventParser.of(data)) {
                readValue(event.json(), data, seen);
                seen.append(event.finish() ? "alone" : "not alone");
            }
        });
    }

    private static String readByItsOwnParser(byte[] data) {
        return seen(seen -> {
            try (JsonParser parser = WireJson.parser(data)) {
                readValue(parser, data, seen);
                int end = (int) parser.currentLocation().getByteOffset();
                boolean alone =
                        new String(data, end, data.length - end, UTF_8).strip().isEmpty();
                seen.append(alone ? "alone" : "not alone");
            }
        });
    }

    @Test
    void an_event_is_read_as_by_a_parser_of_its_own_whatever_came_before_it() {
        long seed = Long.getLong("cuecard.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String event = EVENTS.get(random.nextInt(EVENTS.size()));
            byte[] data = event.getBytes(UTF_8);
            assertThat(read(data)).as("seed %s, event %s", seed, i).isEqualTo(readByItsOwnParser(data));
        }
    }

    @Test
    void one_that_is_given_back_in_the_middle_of_an_event_is_not_used_again() {
        byte[] data = "{\"a\":[1,2,3]}".getBytes(UTF_8);
        for (int tokens = 0; tokens < 8; tokens++) {
            try (EventParser left = EventParser.of(data)) {
                for (int i = 0; i < tokens; i++) {
                    left.json().nextToken();
                }
            }
            assertThat(read(data)).isEqualTo(readByItsOwnParser(data));
        }
    }

    @Test
    void finishing_before_the_end_tells_that_something_follows_and_gives_nothing_to_the_next() {
        byte[] data = "{\"a\":[1],\"b\":2}".getBytes(UTF_8);
        try (EventParser early = EventParser.of(data)) {
            for (int i = 0; i < 5; i++) {
                early.json().nextToken();
            }
            assertThat(early.json().currentToken()).isEqualTo(JsonToken.END_ARRAY);
            assertThat(early.finish()).isFalse();
        }
        assertThat(read(data)).isEqualTo(readByItsOwnParser(data));
    }

    @Test
    void small_events_share_parsers_and_a_parser_that_has_read_much_is_let_go() {
        assertThat(parsersFor("{\"a\":1}", 100)).isLessThan(50);
        assertThat(parsersFor("{\"a\":\"" + "x".repeat(300_000) + "\"}", 10)).isEqualTo(10);
    }

    private static int parsersFor(String event, int times) {
        Set<JsonParser> parsers = Collections.newSetFromMap(new IdentityHashMap<>());
        byte[] data = event.getBytes(UTF_8);
        for (int i = 0; i < times; i++) {
            try (EventParser parser = EventParser.of(data)) {
                parsers.add(parser.json());
                readValue(parser.json(), data, new StringBuilder());
                assertThat(parser.finish()).isTrue();
            }
        }
        return parsers.size();
    }

    @Test
    void threads_that_read_at_the_same_time_do_not_meet() throws Exception {
        List<byte[]> events =
                EVENTS.stream().limit(8).map(event -> event.getBytes(UTF_8)).toList();
        List<String> expected =
                events.stream().map(EventParserTest::readByItsOwnParser).toList();
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 40; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        int event = (first + i) % events.size();
                        assertThat(read(events.get(event))).isEqualTo(expected.get(event));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(50, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
