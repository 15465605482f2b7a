package dev.cuecard.processor;

import dev.cuecard.processor.prompty.Wording;
import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Something wrong with a prompt. Every phase yields problems as values and goes on, so that all of them come out in one
 * compile; the {@link Reporter} prints them at the end.
 *
 * @param id what kind of problem it is
 * @param place where it lies
 * @param sentence what is wrong, a whole sentence: the first line of the message
 * @param details suggestions, what exists instead, how to mend it: a line each
 */
public record Problem(ProblemId id, Place place, String sentence, List<String> details) {

    /** Whatever a name or a text in the source holds, a sentence is one line, and a detail another. */
    public Problem {
        sentence = Wording.line(sentence);
        details = details.stream().map(Wording::line).toList();
    }

    public Problem(ProblemId id, Place place, String sentence, String... details) {
        this(id, place, sentence, List.of(details));
    }

    /** Returns the message without its place. */
    public String message() {
        List<String> lines = new ArrayList<>();
        lines.add("[" + id + "] " + sentence);
        lines.addAll(details);
        return String.join("\n", lines);
    }
}
