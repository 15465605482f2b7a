package dev.cuecard.ollama;

import dev.cuecard.stream.Usage;
import dev.cuecard.wire.WireJson;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;

/**
 * What a reply took, in time and in tokens: it stands in the line that ends the reply, beside its other fields. Filled by
 * {@link LineReader} on the one pass over a line, and not changed after that.
 *
 * @see <a href="https://docs.ollama.com/api/usage">Ollama API, Usage</a>
 */
final class Metrics {

    /** Of a line without any, as are all but the last. */
    static final Metrics NONE = new Metrics();

    private OptionalLong totalDuration = OptionalLong.empty();
    private OptionalLong loadDuration = OptionalLong.empty();
    private OptionalLong promptEvalCount = OptionalLong.empty();
    private OptionalLong promptEvalCachedCount = OptionalLong.empty();
    private OptionalLong promptEvalDuration = OptionalLong.empty();
    private OptionalLong evalCount = OptionalLong.empty();
    private OptionalLong evalDuration = OptionalLong.empty();

    /** Reads the value that the parser stands on, if its name is one of these; tells whether it was. */
    boolean read(String name, JsonParser parser) {
        switch (name) {
            case "total_duration" -> totalDuration = WireJson.wholeNumber(parser);
            case "load_duration" -> loadDuration = WireJson.wholeNumber(parser);
            case "prompt_eval_count" -> promptEvalCount = WireJson.wholeNumber(parser);
            case "prompt_eval_cached_count" -> promptEvalCachedCount = WireJson.wholeNumber(parser);
            case "prompt_eval_duration" -> promptEvalDuration = WireJson.wholeNumber(parser);
            case "eval_count" -> evalCount = WireJson.wholeNumber(parser);
            case "eval_duration" -> evalDuration = WireJson.wholeNumber(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    OptionalLong totalDuration() {
        return totalDuration;
    }

    OptionalLong loadDuration() {
        return loadDuration;
    }

    OptionalLong promptEvalCount() {
        return promptEvalCount;
    }

    OptionalLong promptEvalCachedCount() {
        return promptEvalCachedCount;
    }

    OptionalLong promptEvalDuration() {
        return promptEvalDuration;
    }

    OptionalLong evalCount() {
        return evalCount;
    }

    OptionalLong evalDuration() {
        return evalDuration;
    }

    /** The tokens counted. Ollama tells no total, and counts thinking as any other output. */
    Optional<Usage> usage() {
        return promptEvalCount.isEmpty() && evalCount.isEmpty() && promptEvalCachedCount.isEmpty()
                ? Optional.empty()
                : Optional.of(new Usage(
                        promptEvalCount, evalCount, OptionalLong.empty(), promptEvalCachedCount, OptionalLong.empty()));
    }

    /** Gives a count of nanoseconds as a duration. */
    static Optional<Duration> duration(OptionalLong nanoseconds) {
        return nanoseconds.isPresent() ? Optional.of(Duration.ofNanos(nanoseconds.getAsLong())) : Optional.empty();
    }
}
