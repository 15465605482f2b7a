package dev.cuecard.message;

import java.util.Objects;

/**
 * A part of plain text.
 *
 * @param text the text, never null
 */
public record Text(String text) implements Part {

    /** Makes a part. */
    public Text {
        Objects.requireNonNull(text, "text");
    }
}
