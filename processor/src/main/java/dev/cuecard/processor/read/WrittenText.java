package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text in an annotation or a file.
 *
 * @param text the text
 * @param place where it is written
 * @param items the texts of a list, null where it is none
 * @param fit whether it is a text or a list of texts, as what a file holds need not be
 */
public record WrittenText(
        String text, Place place, @Nullable List<String> items, boolean fit) {

    /** A text that is no list. */
    public WrittenText(String text, Place place) {
        this(text, place, null, true);
    }

    /** The texts of a list. */
    public WrittenText(String text, Place place, List<String> items) {
        this(text, place, items, true);
    }

    /** What is neither, shown as a text. */
    static WrittenText unfit(String text, Place place) {
        return new WrittenText(text, place, null, false);
    }
}
