package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    @Test
    void the_first_line_end_is_found_wherever_it_stands_and_whatever_is_around_it() {
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                // The two bytes in question, and their neighbours.
                if (random.nextInt(12) == 0) {
                    bytes[at] = (byte) (9 + random.nextInt(6));
                }
            }
            int from = random.nextInt(bytes.length + 1);

            assertThat(LineEnds.find(bytes, from, bytes.length)).isEqualTo(oneByOne(bytes, from));
        }
    }

    @Test
    void it_is_found_behind_any_number_of_segments() {
        Buffer buffer = new Buffer();
        LineEnds ends = new LineEnds(buffer);
        assertThat(ends.find(0)).isEqualTo(-1);
        for (int part = 0; part < 50; part++) {
            buffer.write(new Buffer().writeUtf8("x".repeat(1_001)), 1_001);
        }
        assertThat(ends.find(0)).isEqualTo(-1);
        buffer.writeUtf8("\n".repeat(2) + "\r");

        assertThat(ends.find(0)).isEqualTo(50_050);
        assertThat(ends.find(50_051)).isEqualTo(50_051);
        assertThat(ends.find(50_052)).isEqualTo(50_052);
        assertThat(ends.find(50_053)).isEqualTo(-1);
        assertThat(ends.find(60_000)).isEqualTo(-1);
    }

    private static int oneByOne(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }
}
