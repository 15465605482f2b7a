package dev.cuecard.processor.check;

import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;

/** A turn of the conversation in the typed tree: a message of the template, or messages of an input. */
public sealed interface Turn {

    /**
     * A message.
     *
     * @param speaker whose it is
     * @param parts its content; empty for an empty message
     */
    record Say(Speaker speaker, List<Part> parts) implements Turn {

        public Say {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Messages of an input.
     *
     * @param value where they come from
     * @param many whether it is a list of messages
     */
    record Splice(Access value, boolean many) implements Turn {}

    /** A part of a message's content. */
    sealed interface Part {}

    /**
     * Text.
     *
     * @param pieces its pieces, to be joined without anything between
     */
    record Text(List<Piece> pieces) implements Part {

        public Text {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * An image.
     *
     * @param value where it comes from
     */
    record Picture(Access value) implements Part {}

    /** A piece of text. */
    sealed interface Piece {}

    /**
     * Words of the template.
     *
     * @param text the words
     */
    record Words(String text) implements Piece {}

    /**
     * A value.
     *
     * @param value where it comes from
     * @param form how it becomes text
     */
    record Value(Access value, TextForm form) implements Piece {}

    /**
     * The elements of a value, joined.
     *
     * @param value where they come from
     * @param separators what stands between them; one for each level of nesting, the outer first
     * @param form how an element becomes text
     */
    record Lines(Access value, List<String> separators, TextForm form) implements Piece {

        public Lines {
            separators = List.copyOf(separators);
        }
    }
}
