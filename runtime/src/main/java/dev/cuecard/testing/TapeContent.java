package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The exchanges of a tape that is played, and which of them have been. Safe for use by many threads. */
final class TapeContent {

    private static final int MOST_SHOWN = 8;
    private static final int MOST_COUNTED = 200;

    /** More than all differences of two bodies: another provider's request is never the nearest. */
    private static final int ELSEWHERE = 2 * MOST_COUNTED;

    private final Path tape;
    private final List<TapedExchange> exchanges;
    private final Set<String> played = new HashSet<>();

    TapeContent(Path tape, List<TapedExchange> exchanges) {
        this.tape = tape;
        this.exchanges = List.copyOf(exchanges);
    }

    /** The names of the models that a provider was asked for. */
    Set<String> models(String provider) {
        Set<String> models = new HashSet<>();
        for (TapedExchange exchange : exchanges) {
            if (exchange.request().provider().equals(provider)) {
                models.add(exchange.request().model());
            }
        }
        return models;
    }

    boolean holds(TapedRequest asked) {
        return exchanges.stream().anyMatch(exchange -> exchange.request().matches(asked));
    }

    /**
     * Finds what answers a request: of those that match, the first that was not played yet, else the last.
     *
     * @throws ConfigurationException if there is none, or none that was recorded to its ending
     */
    TapedExchange next(TapedRequest asked) {
        List<TapedExchange> matching = exchanges.stream()
                .filter(exchange -> exchange.request().matches(asked))
                .toList();
        List<TapedExchange> whole =
                matching.stream().filter(TapedExchange::isWhole).toList();
        if (whole.isEmpty()) {
            throw matching.isEmpty() ? unmatched(asked) : brokenOff(matching.get(0));
        }
        synchronized (played) {
            for (TapedExchange exchange : whole) {
                if (played.add(exchange.name())) {
                    return exchange;
                }
            }
        }
        return whole.get(whole.size() - 1);
    }

    private ConfigurationException brokenOff(TapedExchange exchange) {
        return new ConfigurationException("The recording " + exchange.name() + " in " + tape
                + " is not whole: the program that recorded it stopped before the answer had ended, or has not come to"
                + " its end yet.\nDelete its folder and record it again.");
    }

    /** An exchange and how far its request is from the one that is asked. */
    private record Candidate(TapedExchange exchange, List<JsonDifference> differences, double distance) {

        static Candidate of(TapedExchange exchange, TapedRequest asked) {
            TapedRequest recorded = exchange.request();
            List<JsonDifference> differences = JsonDifference.between(recorded.body(), asked.body(), MOST_COUNTED);
            double distance =
                    differences.stream().mapToDouble(JsonDifference::weight).sum();
            int away = (recorded.provider().equals(asked.provider()) ? 0 : ELSEWHERE)
                    + (recorded.goesWhere(asked) ? 0 : ELSEWHERE);
            return new Candidate(exchange, differences, distance + away);
        }
    }

    private ConfigurationException unmatched(TapedRequest asked) {
        Candidate nearest = exchanges.stream()
                .map(exchange -> Candidate.of(exchange, asked))
                .min(Comparator.comparingDouble(Candidate::distance))
                .orElseThrow();
        TapedRequest recorded = nearest.exchange().request();
        List<String> lines = new ArrayList<>();
        lines.add(
                "No recording in " + tape + " answers this request to " + asked.provider() + ", " + asked.path() + ".");
        lines.add("The nearest one is " + nearest.exchange().name() + ":");
        if (!recorded.provider().equals(asked.provider())) {
            lines.add("  provider: recorded " + recorded.provider() + ", asked for " + asked.provider());
        }
        if (!JsonDifference.sameText(recorded.path(), asked.path())) {
            lines.add("  path: recorded " + recorded.path() + ", asked for " + asked.path());
        }
        List<JsonDifference> differences = nearest.differences();
        differences.stream().limit(MOST_SHOWN).forEach(difference -> lines.add("  " + difference.describe()));
        if (differences.size() > MOST_SHOWN) {
            lines.add("  and " + (differences.size() - MOST_SHOWN) + " more differences");
        }
        lines.add("Ask as it was recorded, or record the request with Tape.record(folder, client).");
        return new ConfigurationException(String.join("\n", lines));
    }
}
