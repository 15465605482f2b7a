package dev.cuecard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cuecard.provider.WireRequest.Framing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads what real providers sent, byte by byte, and compares with a reader that takes the whole body at once. */
class RecordedStreamsTest {

    @TestFactory
    Stream<DynamicTest> a_recorded_stream_is_cut_into_its_events() throws IOException {
        String folder = System.getProperty("cuecard.recordings", "");
        assumeFalse(
                folder.isEmpty(), "no recorded streams: set the system property cuecard.recordings to their folder");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(sse|ndjson)")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            Path.of(folder).relativize(file).toString(), () -> compare(file)));
        }
    }

    private static void compare(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        ByteFeed feed = ScriptedSource.trickling(body).feed();
        String text = new String(body, StandardCharsets.UTF_8).replace("\ufeff", "");
        if (file.toString().endsWith(".ndjson")) {
            assertThat(Events.all(new NdjsonReader(feed, 1 << 24))).isEqualTo(lines(text));
        } else {
            assertThat(Events.all(new SniffingReader(feed, Framing.SSE, 1 << 24)))
                    .isEqualTo(blocks(text));
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(":" + line));
        int last = lines.size() - 1;
        if (!text.endsWith("\n") && lines.get(last).startsWith(":{")) {
            // Nothing tells whether the object was meant to end there.
            lines.set(last, lines.get(last) + "~");
        }
        return lines;
    }

    private static List<String> blocks(String text) {
        if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
            return List.of(":" + text.stripLeading());
        }
        String normal = text.replace("\r\n", "\n").replace('\r', '\n');
        List<String> events = new ArrayList<>();
        String[] blocks = normal.split("\n\n+", -1);
        for (int i = 0; i < blocks.length; i++) {
            String name = "";
            List<String> data = new ArrayList<>();
            for (String line : blocks[i].split("\n", -1)) {
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                String trimmed = value.startsWith(" ") ? value.substring(1) : value;
                switch (field) {
                    case "event" -> name = trimmed;
                    case "data" -> data.add(trimmed);
                    case "error" -> {
                        name = "error";
                        data.add(trimmed);
                    }
                    default -> {}
                }
            }
            if (!data.isEmpty()) {
                events.add(name + ":" + String.join("\n", data) + (i == blocks.length - 1 ? "~" : ""));
            }
        }
        return events;
    }
}
