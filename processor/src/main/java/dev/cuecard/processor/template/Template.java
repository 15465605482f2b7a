package dev.cuecard.processor.template;

import java.util.List;

/**
 * The syntax tree of a template, the same for all syntaxes. Offsets are those of the text as it was written, before any
 * layout was taken away.
 *
 * @param turns the turns of the conversation in order
 * @param escaped placeholders that the author made plain text
 */
public record Template(List<Turn> turns, List<Path> escaped) {

    public Template {
        turns = List.copyOf(turns);
        escaped = List.copyOf(escaped);
    }

    /** A turn: a message that the template words, or messages that an input brings. */
    public sealed interface Turn {
        /** Returns where its marker stands, or its text if it has none. */
        int offset();
    }

    /**
     * A message.
     *
     * @param speaker whose it is
     * @param offset where it begins
     * @param body its text, stripped of outer white space
     */
    public record Spoken(Speaker speaker, int offset, List<Node> body) implements Turn {

        public Spoken {
            body = List.copyOf(body);
        }
    }

    /**
     * Messages of an input.
     *
     * @param offset where it begins
     * @param body what stands after the marker: one placeholder, if all is well
     */
    public record Spliced(int offset, List<Node> body) implements Turn {

        public Spliced {
            body = List.copyOf(body);
        }
    }

    /** Who speaks in a message. */
    public enum Speaker {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT
    }

    /** A piece of a message's text. */
    public sealed interface Node {
        /** Returns where it was written. */
        int offset();
    }

    /**
     * Plain text.
     *
     * @param text the text, with layout taken away
     * @param offset where it begins
     */
    public record Literal(String text, int offset) implements Node {}

    /**
     * A place where a value is inserted.
     *
     * @param value the value
     */
    public record Insert(Expression value) implements Node {
        @Override
        public int offset() {
            return value.offset();
        }
    }

    /** What a placeholder says of its value. */
    public sealed interface Expression {
        /** Returns where it was written. */
        int offset();
    }

    /**
     * The name of an input, followed by names of properties.
     *
     * @param segments the names, one or more
     */
    public record Path(List<Segment> segments) implements Expression {

        public Path {
            segments = List.copyOf(segments);
        }

        @Override
        public int offset() {
            return segments.get(0).offset();
        }

        /** Returns the first name. */
        public Segment root() {
            return segments.get(0);
        }

        /** Returns the path as it is written. */
        @Override
        public String toString() {
            return String.join(".", segments.stream().map(Segment::name).toList());
        }
    }

    /**
     * A name in a path.
     *
     * @param name the name
     * @param offset where it was written
     */
    public record Segment(String name, int offset) {}

    /**
     * The elements of a value, joined.
     *
     * @param of the value
     * @param separators what stands between elements; one for each level of nesting, the outer first
     */
    public record Joined(Path of, List<String> separators) implements Expression {

        public Joined {
            separators = List.copyOf(separators);
        }

        @Override
        public int offset() {
            return of.offset();
        }
    }
}
