package dev.cuecard.processor.template;

import java.util.ArrayList;
import java.util.List;

/** Finds the files that a template includes. */
public interface Includes {

    /**
     * A file to include.
     *
     * @param name what tells it from other files
     * @param text its text
     * @param base the offset that its first character has in the tree
     */
    record Included(String name, String text, int base) {}

    /** There is no such file, or it cannot be read. */
    final class NotFound extends Exception {

        private static final long serialVersionUID = 1L;

        private final String sentence;
        private final ArrayList<String> details;

        /** Says what is wrong in a sentence, and how to mend it in further lines. */
        public NotFound(String sentence, List<String> details) {
            super(sentence);
            this.sentence = sentence;
            this.details = new ArrayList<>(details);
        }

        String sentence() {
            return sentence;
        }

        List<String> details() {
            return details;
        }
    }

    /**
     * Finds a file.
     *
     * @param path the path as it is written
     * @param from the {@link Included#name()} of the file that includes it, empty for the template itself
     */
    Included find(String path, String from) throws NotFound;
}
