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
 */
public record WrittenText(
        String text, Place place, @Nullable List<String> items) {

    /** A text that is no list. */
    public WrittenText(String text, Place place) {
        this(text, place, null);
    }
}
