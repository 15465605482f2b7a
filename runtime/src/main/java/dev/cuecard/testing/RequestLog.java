package dev.cuecard.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the clients of one mock wrote, and what of it they sent. Thread-safe. */
final class RequestLog {

    private final List<Ticket> written = new ArrayList<>();
    private final List<MockRequest> sent = new ArrayList<>();

    /** Keeps a ticket and returns the number to find it by. */
    synchronized String write(Ticket ticket) {
        written.add(ticket);
        return String.valueOf(written.size() - 1);
    }

    /** Finds the ticket of a request that is being sent; empty where it was written by nobody who keeps this log. */
    synchronized Optional<Ticket> send(String number) {
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Ticket ticket = written.get(Integer.parseInt(number));
        sent.add(ticket.request());
        return Optional.of(ticket);
    }

    synchronized List<MockRequest> sent() {
        return List.copyOf(sent);
    }
}
