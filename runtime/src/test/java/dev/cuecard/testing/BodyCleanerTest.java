package dev.cuecard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.http.Asked;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.provider.WireRequest.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A body is cleaned however it is cut, and left as it is where there is nothing to clean. */
class BodyCleanerTest {

    private static final String KEY = "abab-abac";

    /** What came out: the body, and the arrivals by time. */
    private static final class Written implements BodyCleaner.Sink {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final List<String> arrivals = new ArrayList<>();
        private long counted;

        @Override
        public void body(byte[] bytes) {
            body.writeBytes(bytes);
        }

        @Override
        public void arrival(long micros, long bytes) {
            arrivals.add(micros + ":" + bytes);
            counted += bytes;
        }

        String text() {
            return body.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static BodyCleaner cleaner(Written written, boolean error) {
        WireRequest request = new WireRequest("/", Map.of(), "{}", Framing.SSE);
        Asked asked = new Asked("p", "m", request, Map.of(), Optional.of(new ApiKey(KEY, "a test")));
        return new BodyCleaner(KeyRemoval.of(asked, "https://example.com"), error, written);
    }

    private static Written write(String body, List<Integer> cuts, boolean error) throws IOException {
        Written written = new Written();
        BodyCleaner cleaner = cleaner(written, error);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        int from = 0;
        int time = 0;
        for (int cut : cuts) {
            cleaner.take(time++, Arrays.copyOfRange(bytes, from, cut));
            from = cut;
        }
        cleaner.take(time, Arrays.copyOfRange(bytes, from, bytes.length));
        cleaner.finish();
        return written;
    }

    @Test
    void a_key_is_found_wherever_it_is_cut() throws Exception {
        String body = "ab" + KEY + "x" + KEY + KEY + "aba\u00e9";
        for (int first = 1; first < body.length() - 1; first++) {
            for (int second = first + 1; second < body.length(); second++) {
                Written written = write(body, List.of(first, second), false);

                assertThat(written.text())
                        .as("cut at %d and %d", first, second)
                        .isEqualTo("ab[key]x[key][key]aba\u00e9");
                assertThat(written.counted).isEqualTo(written.body.size());
            }
        }
    }

    @Test
    void a_body_without_a_key_keeps_its_bytes_and_its_arrivals_though_it_often_looks_like_one() throws Exception {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            StringBuilder body = new StringBuilder();
            List<Integer> cuts = new ArrayList<>();
            List<String> arrivals = new ArrayList<>();
            for (int arrival = 0; arrival < 6; arrival++) {
                int length = 1 + random.nextInt(7);
                for (int i = 0; i < length; i++) {
                    body.append("ab-".charAt(random.nextInt(3)));
                }
                arrivals.add(arrival + ":" + length);
                cuts.add(body.length());
            }
            cuts.remove(cuts.size() - 1);

            Written written = write(body.toString(), cuts, false);

            assertThat(written.text()).isEqualTo(body.toString());
            assertThat(written.arrivals).isEqualTo(arrivals);
        }
    }

    @Test
    void only_what_may_be_the_beginning_of_a_key_is_held_back() throws Exception {
        Written written = new Written();
        BodyCleaner cleaner = cleaner(written, false);

        cleaner.take(1, "done".getBytes(StandardCharsets.UTF_8));
        assertThat(written.arrivals).containsExactly("1:4");

        cleaner.take(2, "xxabab".getBytes(StandardCharsets.UTF_8));
        assertThat(written.text()).isEqualTo("donexx");
        assertThat(written.arrivals).containsExactly("1:4");

        cleaner.take(3, "!".getBytes(StandardCharsets.UTF_8));
        assertThat(written.text()).isEqualTo("donexxabab!");
        assertThat(written.arrivals).containsExactly("1:4", "2:6", "3:1");
    }

    @Test
    void half_a_key_in_an_error_is_found_wherever_it_is_cut() throws Exception {
        String body = "Not a key: sk-proj-****cdef. Look \u00e4 at sk-proj-0123456789abcdef!";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            Written written = new Written();
            BodyCleaner cleaner = cleaner(written, true);
            cleaner.take(0, Arrays.copyOf(bytes, cut));
            cleaner.take(1, Arrays.copyOfRange(bytes, cut, bytes.length));
            cleaner.finish();

            assertThat(written.body.toString(StandardCharsets.UTF_8))
                    .as("cut at %d", cut)
                    .isEqualTo("Not a key: [key]. Look \u00e4 at [key]!");
            assertThat(written.counted).isEqualTo(written.body.size());
        }
    }

    @Test
    void a_word_of_an_error_that_does_not_end_is_not_held_back_for_ever() throws Exception {
        Written written = new Written();
        BodyCleaner cleaner = cleaner(written, true);
        byte[] word = "y".repeat(1000).getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 100; i++) {
            cleaner.take(i, word);
        }

        assertThat(written.body.size()).isGreaterThan(95_000);
    }
}
