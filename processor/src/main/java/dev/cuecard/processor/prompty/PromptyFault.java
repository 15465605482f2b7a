package dev.cuecard.processor.prompty;

import java.util.List;

/**
 * Something in a {@code .prompty} file that cannot be as it is.
 *
 * @param offset where it stands in the file
 * @param sentence what is wrong
 * @param details how to mend it
 */
public record PromptyFault(int offset, String sentence, List<String> details) {

    public PromptyFault {
        details = List.copyOf(details);
    }
}
