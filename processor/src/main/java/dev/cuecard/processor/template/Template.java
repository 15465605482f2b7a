package dev.cuecard.processor.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of a template, the same for all syntaxes. Offsets are those of the text as it was written, before any
 * layout was taken away; those of an included file begin at the base that the file was given.
 *
 * @param body what it holds, in order; an {@link Open} may stand at any depth
 * @param firstSpeaker whose the text before the first {@link Open} is
 * @param edges what happens to the ends of a message
 * @param literals placeholders of another syntax that are plain text in this one
 */
public record Template(List<Node> body, Speaker firstSpeaker, Edges edges, List<Path> literals) {

    public Template {
        body = List.copyOf(body);
        literals = List.copyOf(literals);
    }

    /** What happens to the ends of a message's text. */
    public enum Edges {
        /** They are as the tree has them. */
        KEPT,
        /** The newlines at both ends are taken away when the message is rendered, whatever brought them. */
        WITHOUT_NEWLINES
    }

    /** Who speaks in a message. */
    public enum Speaker {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT
    }

    /** A piece of a template. */
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

    /**
     * A role marker: what follows, up to the next one, is a message of this speaker's.
     *
     * @param speaker whose it is
     * @param attributes what the marker says in brackets: texts, numbers and booleans by name
     * @param offset where the marker begins
     */
    public record Open(Speaker speaker, Map<String, Object> attributes, int offset) implements Node {

        public Open {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * The marker {@code MESSAGES:} of the braces syntax: messages of an input, and nothing else, follow up to the next
     * marker.
     *
     * @param offset where the marker begins
     */
    public record Announce(int offset) implements Node {}

    /**
     * A choice: the first branch whose condition holds.
     *
     * @param branches the branches in order, one or more
     * @param otherwise what is rendered where none holds
     * @param offset where it begins
     */
    public record Choice(List<Branch> branches, List<Node> otherwise, int offset) implements Node {

        public Choice {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * A branch of a choice.
     *
     * @param condition when it is taken
     * @param body what it renders
     */
    public record Branch(Expression condition, List<Node> body) {

        public Branch {
            body = List.copyOf(body);
        }
    }

    /**
     * A loop.
     *
     * @param variable the name of its variable
     * @param elements what it goes through
     * @param body what it renders for each element
     * @param offset where it begins
     */
    public record Loop(Name variable, Expression elements, List<Node> body, int offset) implements Node {

        public Loop {
            body = List.copyOf(body);
        }
    }

    /**
     * A section of Mustache: a choice, a loop or a change of context, as the type of its value has it.
     *
     * @param value the value
     * @param inverted whether it is rendered where there is nothing
     * @param body what it renders
     * @param offset where it begins
     */
    public record Section(Path value, boolean inverted, List<Node> body, int offset) implements Node {

        public Section {
            body = List.copyOf(body);
        }
    }

    /** Something that has a value. */
    public sealed interface Expression {
        /** Returns where it was written. */
        int offset();
    }

    /**
     * The name of an input or a variable, followed by steps to what it holds. In Mustache the root {@code .} is the
     * context itself.
     *
     * @param root the first name
     * @param steps the steps from there
     */
    public record Path(Name root, List<Step> steps) implements Expression {

        public Path {
            steps = List.copyOf(steps);
        }

        @Override
        public int offset() {
            return root.offset();
        }

        /** Returns the path as it is written. */
        @Override
        public String toString() {
            StringBuilder written = new StringBuilder(root.text());
            steps.forEach(step -> written.append(step));
            return written.toString();
        }
    }

    /**
     * A name: of an input, a variable, a filter.
     *
     * @param text the name
     * @param offset where it was written
     */
    public record Name(String text, int offset) {}

    /** A step of a path. */
    public sealed interface Step {
        /** Returns where its name or its key was written. */
        int offset();
    }

    /**
     * A step to a property, or to what a map holds for a name.
     *
     * @param name the name
     * @param offset where the name was written
     */
    public record Member(String name, int offset) implements Step {
        @Override
        public String toString() {
            return "." + name;
        }
    }

    /**
     * A step to an element of a list or an array, or to what a map holds for a key.
     *
     * @param key the index or the key
     */
    public record Index(Expression key) implements Step {
        @Override
        public int offset() {
            return key.offset();
        }

        @Override
        public String toString() {
            return "[" + key + "]";
        }
    }

    /**
     * A text, a number, a boolean or null.
     *
     * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}, or null
     * @param written how it is written
     * @param offset where it was written
     */
    public record Constant(@Nullable Object value, String written, int offset) implements Expression {
        @Override
        public String toString() {
            return written;
        }
    }

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

        @Override
        public String toString() {
            return of.toString();
        }
    }

    /**
     * A filter at work on a value.
     *
     * @param of the value
     * @param filter the filter's name
     * @param arguments its arguments
     */
    public record Filtered(Expression of, Name filter, List<Expression> arguments) implements Expression {

        public Filtered {
            arguments = List.copyOf(arguments);
        }

        @Override
        public int offset() {
            return of.offset();
        }

        @Override
        public String toString() {
            return of + " | " + filter.text();
        }
    }

    /**
     * The contrary of a condition.
     *
     * @param of the condition
     * @param offset where it begins
     */
    public record Not(Expression of, int offset) implements Expression {
        @Override
        public String toString() {
            return "not " + of;
        }
    }

    /**
     * Conditions of which all, or one at least, must hold.
     *
     * @param all whether all must hold
     * @param operands the conditions, two or more
     */
    public record Logic(boolean all, List<Expression> operands) implements Expression {

        public Logic {
            operands = List.copyOf(operands);
        }

        @Override
        public int offset() {
            return operands.get(0).offset();
        }

        @Override
        public String toString() {
            return String.join(
                    all ? " and " : " or ",
                    operands.stream().map(Object::toString).toList());
        }
    }

    /**
     * Two values compared.
     *
     * @param left the one
     * @param operator how they are compared
     * @param right the other
     */
    public record Comparison(Expression left, Operator operator, Expression right) implements Expression {
        @Override
        public int offset() {
            return left.offset();
        }

        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    /** How values are compared. */
    public enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        GREATER(">"),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        IN("in");

        private final String written;

        Operator(String written) {
            this.written = written;
        }

        /** Returns the operator as it is written. */
        @Override
        public String toString() {
            return written;
        }
    }
}
