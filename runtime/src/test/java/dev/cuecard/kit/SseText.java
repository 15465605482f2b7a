package dev.cuecard.kit;

import dev.cuecard.provider.WireEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a whole body of server-sent events, for tests that begin at the decoder. */
public final class SseText {

    private SseText() {}

    public static List<WireEvent> events(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        text = text.replace("\r\n", "\n").replace('\r', '\n');
        List<WireEvent> events = new ArrayList<>();
        String name = "";
        StringBuilder data = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = end < 0 ? text.substring(start) : text.substring(start, end);
            start = end < 0 ? text.length() : end + 1;
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                String value = line.substring("data:".length());
                data.append(data.isEmpty() ? "" : "\n").append(value.startsWith(" ") ? value.substring(1) : value);
            } else if (line.isEmpty()) {
                add(events, name, data, true);
                name = "";
                data = new StringBuilder();
            }
        }
        add(events, name, data, false);
        return events;
    }

    private static void add(List<WireEvent> events, String name, StringBuilder data, boolean terminated) {
        if (!data.isEmpty()) {
            events.add(new WireEvent(name, data.toString().getBytes(StandardCharsets.UTF_8), terminated));
        }
    }
}
