package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.provider.WireEvent;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okio.ByteString;

class SseReaderPropertiesTest {

    private static final int LIMIT = 1 << 20;

    /** An event as it is meant. */
    private record Meant(String name, List<String> lines) {

        String text() {
            return name + ":" + String.join("\n", lines);
        }
    }

    /** A body, and for each event the position behind the byte that completes it. */
    private record Body(ByteString bytes, List<Integer> ends) {}

    @Provide
    Arbitrary<List<Meant>> events() {
        Arbitrary<String> names = Arbitraries.of("", "", "ping", "content_block_delta", "f\u00fcr");
        Arbitrary<String> lines = Arbitraries.oneOf(
                Arbitraries.of("", " ", "{\"a\":\"b\"}", "[DONE]", ":", "data: x", "\ud83c\udf4e"),
                Arbitraries.strings()
                        .excludeChars('\r', '\n')
                        .ofMaxLength(40)
                        .filter(line -> line.equals(
                                new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))));
        return Combinators.combine(names, lines.list().ofMinSize(1).ofMaxSize(3))
                .as(Meant::new)
                .list()
                .ofMaxSize(8);
    }

    @Property
    void events_come_out_as_they_went_in_however_the_bytes_are_cut(
            @ForAll("events") List<Meant> events, @ForAll Random random) throws IOException {
        Body body = write(events, random);

        List<String> read =
                Events.all(new SniffingReader(source(cut(body, random)).feed(), Framing.SSE, LIMIT));

        assertThat(read).isEqualTo(events.stream().map(Meant::text).toList());
    }

    @Property
    void an_event_is_given_before_another_byte_is_asked_for(@ForAll("events") List<Meant> events, @ForAll Random random)
            throws IOException {
        Body body = write(events, random);
        List<byte[]> pieces = cut(body, random);
        ScriptedSource source = source(pieces);
        EventReader reader = new SniffingReader(source.feed(), Framing.SSE, LIMIT);

        for (int end : body.ends()) {
            assertThat(reader.next()).isNotNull();
            assertThat(source.pulled()).isEqualTo(behindPieceWith(end, pieces));
        }
    }

    @Property
    void a_cut_body_gives_the_events_before_the_cut_and_then_the_loss(
            @ForAll("events") List<Meant> events, @ForAll Random random) throws IOException {
        Body body = write(events, random);
        int cut = random.nextInt(body.bytes().size() + 1);
        Body begun = new Body(body.bytes().substring(0, cut), List.of());
        EventReader reader = new SniffingReader(
                source(cut(begun, random)).cutBy(new EOFException("lost")).feed(), Framing.SSE, LIMIT);

        List<String> read = new ArrayList<>();
        boolean lost = false;
        while (!lost) {
            try {
                WireEvent event = Objects.requireNonNull(reader.next(), "a cut body has no clean end");
                if (event.terminated()) {
                    read.add(Events.text(event));
                }
            } catch (EOFException e) {
                lost = true;
            }
        }

        long whole = body.ends().stream().filter(end -> end <= cut).count();
        assertThat(read).isEqualTo(events.stream().limit(whole).map(Meant::text).toList());
    }

    private static ScriptedSource source(List<byte[]> pieces) {
        return new ScriptedSource(pieces, null);
    }

    /** Writes the events with line ends, comments and optional spaces as chance has it. */
    private static Body write(List<Meant> events, Random random) {
        BodyWriter out = new BodyWriter(random);
        List<Integer> ends = new ArrayList<>();
        for (Meant event : events) {
            out.noise();
            if (!event.name().isEmpty()) {
                out.line("event:" + (random.nextBoolean() ? " " : "") + event.name());
            }
            for (String line : event.lines()) {
                out.noise();
                boolean bare = !line.startsWith(" ") && random.nextBoolean();
                out.line("data:" + (bare ? "" : " ") + line);
            }
            ends.add(out.blankLine());
        }
        out.noise();
        return new Body(out.bytes(), ends);
    }

    private static final class BodyWriter {

        private static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\n");
        private static final List<String> NOISE =
                List.of(":", ": keep-alive", "id: 7", "retry: 1000", "unknown", "dat:a");

        private final Random random;
        private final StringBuilder text = new StringBuilder();

        BodyWriter(Random random) {
            this.random = random;
        }

        void noise() {
            while (random.nextInt(4) == 0) {
                line(NOISE.get(random.nextInt(NOISE.size())));
            }
        }

        void line(String line) {
            text.append(line).append(LINE_ENDS.get(random.nextInt(LINE_ENDS.size())));
        }

        /** A lone LF may not follow a CR: the two would be one line end. */
        int blankLine() {
            boolean afterReturn = text.length() > 0 && text.charAt(text.length() - 1) == '\r';
            String end = LINE_ENDS.get(random.nextInt(LINE_ENDS.size()));
            String blank = afterReturn && end.equals("\n") ? "\r" : end;
            text.append(blank.charAt(0));
            int complete = bytes().size();
            text.append(blank, 1, blank.length());
            return complete;
        }

        ByteString bytes() {
            return ByteString.encodeUtf8(text.toString());
        }
    }

    private static List<byte[]> cut(Body body, Random random) {
        int longest = 1 + random.nextInt(40);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < body.bytes().size()) {
            int to = Math.min(body.bytes().size(), from + 1 + random.nextInt(longest));
            pieces.add(body.bytes().substring(from, to).toByteArray());
            from = to;
        }
        return pieces;
    }

    private static long behindPieceWith(int position, List<byte[]> pieces) {
        long behind = 0;
        for (byte[] piece : pieces) {
            if (behind >= position) {
                return behind;
            }
            behind += piece.length;
        }
        return behind;
    }
}
