package dev.cuecard.processor.write;

import dev.cuecard.processor.check.CheckedPrompt.Layout;
import dev.cuecard.processor.check.Piece;
import dev.cuecard.processor.check.Piece.Choice;
import dev.cuecard.processor.check.Piece.Loop;
import dev.cuecard.processor.check.Piece.Open;
import dev.cuecard.processor.check.Piece.Picture;
import dev.cuecard.processor.check.Piece.Splice;
import dev.cuecard.processor.check.Piece.With;
import dev.cuecard.processor.check.Piece.Words;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a template into its turns, where they do not depend on values: where no role, no messages and no image stand in a
 * choice or a loop. Otherwise the messages are put together when the prompt is rendered.
 */
final class Turns {

    private final Layout layout;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Piece> text = new ArrayList<>();
    private Open open;
    private boolean explicit;
    private boolean spliced;

    private Turns(Layout layout) {
        this.layout = layout;
        this.open = new Open(layout.first(), "");
    }

    /** A turn of the conversation. */
    sealed interface Turn {}

    /** A message: whose it is, and its content; empty for an empty message. */
    record Say(Speaker speaker, String name, List<Part> parts) implements Turn {}

    /** Messages of an input. */
    record Spliced(Splice splice) implements Turn {}

    /** A part of a message's content. */
    sealed interface Part {}

    /** Text, and whether it loses the newlines at its ends when it is rendered. */
    record Text(List<Piece> pieces, boolean trimStart, boolean trimEnd) implements Part {}

    /** An image. */
    record Shown(Picture picture) implements Part {}

    /** Cuts a template, if it can be cut before its values are known. */
    static Optional<List<Turn>> of(List<Piece> pieces, Layout layout) {
        boolean pictures = false;
        boolean flow = false;
        for (Piece piece : pieces) {
            boolean isFlow = piece instanceof Choice || piece instanceof Loop || piece instanceof With;
            if (isFlow && divides(piece)) {
                return Optional.empty();
            }
            if (piece instanceof Open) {
                pictures = false;
                flow = false;
            }
            pictures |= piece instanceof Picture || piece instanceof Splice;
            flow |= isFlow;
            if (pictures && flow) {
                // Whether there is text beside the image shows only when the prompt is rendered.
                return Optional.empty();
            }
        }
        Turns turns = new Turns(layout);
        pieces.forEach(turns::add);
        turns.endMessage();
        if (turns.turns.isEmpty()) {
            turns.turns.add(new Say(layout.first(), "", List.of()));
        }
        return Optional.of(turns.turns);
    }

    private static boolean divides(Piece piece) {
        if (piece instanceof Choice choice) {
            return choice.cases().stream().anyMatch(each -> each.body().stream().anyMatch(Turns::divides))
                    || choice.otherwise().stream().anyMatch(Turns::divides);
        }
        if (piece instanceof Loop loop) {
            return loop.body().stream().anyMatch(Turns::divides);
        }
        if (piece instanceof With with) {
            return with.body().stream().anyMatch(Turns::divides);
        }
        return piece instanceof Open || piece instanceof Splice || piece instanceof Picture;
    }

    private void add(Piece piece) {
        if (piece instanceof Open next) {
            endMessage();
            open = next;
            explicit = true;
            spliced = false;
        } else if (piece instanceof Splice splice) {
            if (splice.announced()) {
                endMessage();
            } else {
                endText(false);
                endSay();
            }
            spliced = true;
            turns.add(new Spliced(splice));
        } else if (piece instanceof Picture picture) {
            endText(false);
            parts.add(new Shown(picture));
        } else {
            text.add(piece);
        }
    }

    private void endMessage() {
        endText(true);
        if (parts.isEmpty() && explicit && !spliced) {
            turns.add(new Say(open.speaker(), open.name(), List.of()));
        }
        endSay();
    }

    private void endSay() {
        if (!parts.isEmpty()) {
            turns.add(new Say(open.speaker(), open.name(), List.copyOf(parts)));
            parts.clear();
        }
    }

    /** Ends a text, at the end of the message or before an image or messages, from which white space only divides it. */
    private void endText(boolean atEnd) {
        boolean atStart = parts.isEmpty() && !spliced;
        if (!text.isEmpty() && text.get(0) instanceof Words first) {
            text.set(
                    0,
                    new Words(
                            atStart ? trimmed(first.text(), true) : first.text().stripLeading()));
        }
        int last = text.size() - 1;
        if (last >= 0 && text.get(last) instanceof Words words) {
            text.set(
                    last,
                    new Words(
                            atEnd ? trimmed(words.text(), false) : words.text().stripTrailing()));
        }
        text.removeIf(piece -> piece instanceof Words words && words.text().isEmpty());
        boolean isBlank = text.stream()
                .allMatch(piece -> piece instanceof Words words && words.text().isBlank());
        boolean isLayout =
                isBlank && !(explicit && !spliced) && (layout.withoutNewlines() || !parts.isEmpty() || spliced);
        if (!text.isEmpty() && !isLayout) {
            boolean trims = layout.withoutNewlines();
            parts.add(new Text(
                    List.copyOf(text),
                    trims && !(text.get(0) instanceof Words),
                    trims && !(text.get(text.size() - 1) instanceof Words)));
        }
        text.clear();
    }

    /** Takes the newlines off an end of a message. */
    private String trimmed(String words, boolean start) {
        if (!layout.withoutNewlines()) {
            return words;
        }
        int from = 0;
        int to = words.length();
        while (start && from < to && isNewline(words.charAt(from))) {
            from++;
        }
        while (!start && to > from && isNewline(words.charAt(to - 1))) {
            to--;
        }
        return words.substring(from, to);
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }
}
