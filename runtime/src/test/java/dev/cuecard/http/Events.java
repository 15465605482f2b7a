package dev.cuecard.http;

import dev.cuecard.provider.WireEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Events in a form that can be compared: {@code name:data}, with a {@code ~} behind one that was cut off. */
final class Events {

    private Events() {}

    static String text(WireEvent event) {
        return event.name() + ":" + event + (event.terminated() ? "" : "~");
    }

    /** Reads an event; there has to be one. */
    static String next(EventReader reader) throws IOException {
        return text(Objects.requireNonNull(reader.next(), "the body has ended"));
    }

    /** Reads to the end of the body. */
    static List<String> all(EventReader reader) throws IOException {
        List<String> events = new ArrayList<>();
        for (WireEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(text(event));
        }
        return events;
    }
}
