package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name of Mustache: {@code order.customer.name}, {@code items.0}, or {@code .}, the value that a section is at.
 *
 * @param path the path, if it is a name
 * @param wrong if it is none, where the part begins that is not
 */
record DottedName(Optional<Path> path, int wrong) {

    private static final int MOST_DIGITS = 9;

    /** Reads a name that a part of a text is meant to be. */
    static DottedName in(String text, int start, int end) {
        if (end == start + 1 && text.charAt(start) == '.') {
            return new DottedName(Optional.of(new Path(new Name(".", start), List.of())), start);
        }
        List<Step> steps = new ArrayList<>();
        int rootEnd = segmentEnd(text, start, end);
        if (!isIdentifier(text, start, rootEnd)) {
            return new DottedName(Optional.empty(), start);
        }
        for (int at = rootEnd; at < end; ) {
            int segment = at + 1;
            at = segmentEnd(text, segment, end);
            String written = text.substring(segment, at);
            if (isIdentifier(text, segment, at)) {
                steps.add(new Member(written, segment));
            } else if (isIndex(written)) {
                steps.add(new Index(new Constant(Long.valueOf(written), written, segment)));
            } else {
                return new DottedName(Optional.empty(), segment);
            }
        }
        return new DottedName(Optional.of(new Path(new Name(text.substring(start, rootEnd), start), steps)), start);
    }

    private static int segmentEnd(String text, int start, int end) {
        int dot = start;
        while (dot < end && text.charAt(dot) != '.') {
            dot++;
        }
        return dot;
    }

    private static boolean isIdentifier(String text, int start, int end) {
        for (int at = start; at < end; ) {
            int c = text.codePointAt(at);
            boolean fits = at == start
                    ? Character.isJavaIdentifierStart(c)
                    : Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
            if (!fits) {
                return false;
            }
            at += Character.charCount(c);
        }
        return start < end;
    }

    private static boolean isIndex(String written) {
        return !written.isEmpty()
                && written.length() <= MOST_DIGITS
                && written.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
