package dev.cuecard.examples;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Timeouts;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import java.io.PrintStream;
import java.time.Duration;

/** Gives a reply less time than it takes. The exception says which deadline was missed, and has what came in time. */
final class MissDeadline {

    private static final Duration TOO_SHORT = Duration.ofSeconds(1);

    private MissDeadline() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        CallOptions hurried =
                CallOptions.defaults().timeouts(Timeouts.defaults().total(TOO_SHORT));
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).with(hurried).on(who.model()).stream()) {
            out.println(stream.collect().text());
            out.println("-- came in time");
        } catch (StreamTimeoutException e) {
            StreamResult partial = e.partial();
            out.println(partial.text() + " ...");
            out.println("-- missed the deadline " + e.deadline() + ", kept "
                    + partial.text().length() + " characters in " + partial.chunkCount() + " chunks");
            out.println(e.getMessage());
        }
    }
}
