package dev.cuecard.processor.check;

/**
 * What stands between a place of a template and what comes next to it, before or behind.
 *
 * @param isEdge whether nothing of the same message does
 * @param isText whether it is text, and no image or messages
 * @param newlines how many newlines lie between
 */
record Gap(boolean isEdge, boolean isText, int newlines) {

    static final Gap EDGE = new Gap(true, false, 0);
    static final Gap TEXT = new Gap(false, true, 0);
    static final Gap PART = new Gap(false, false, 0);

    /** Returns whether a paragraph ends here. */
    boolean isParagraph() {
        return isEdge || newlines > 1;
    }

    /** Returns whether there is text on the same line. */
    boolean isTextOnLine() {
        return isText && newlines == 0;
    }

    Gap withMore(int more) {
        return new Gap(isEdge, isText, newlines + more);
    }

    /** Returns the nearer of two gaps that may both be met. */
    Gap or(Gap other) {
        if (isEdge || other.isEdge) {
            return isEdge ? other : this;
        }
        return new Gap(false, isText || other.isText, Math.min(newlines, other.newlines));
    }
}
