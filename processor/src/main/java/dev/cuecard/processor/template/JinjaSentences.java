package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Kind;
import dev.cuecard.processor.template.JinjaLexer.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what is wrong with the words and the expression of a tag, and how to mend it. */
final class JinjaSentences {

    private static final int LONGEST_QUOTE = 40;

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "//", "%", "**", "~");

    /** What other languages write, and what is written here. */
    private static final Map<String, String> FOREIGN = Map.of(
            "&&", "and", "||", "or", "!", "not", "=", "==", "None", "null", "none", "null", "True", "true", "False",
            "false");

    private static final String CURLY_QUOTES = "\u2018\u2019\u201c\u201d";
    private static final String NO_SLICES = "There are no slices: a step has one index or key, as in items[0].";

    private JinjaSentences() {}

    static SyntaxFault syntax(int offset, String sentence, List<String> details) {
        return new SyntaxFault(SyntaxFault.Kind.SYNTAX, offset, sentence, details);
    }

    /** Returns a piece of the template in quotes, cut where it is long. */
    static String quoted(String written) {
        if (written.length() <= LONGEST_QUOTE) {
            return "'" + written + "'";
        }
        int end = written.offsetByCodePoints(0, written.codePointCount(0, LONGEST_QUOTE));
        return "'" + written.substring(0, end) + "...'";
    }

    static SyntaxFault unclosedTag(String opening, String closing, int offset) {
        return syntax(
                offset,
                "Nothing closes this '" + opening + "'.",
                List.of(
                        "Write '" + closing + "' where the tag ends, before the next tag begins.",
                        "If this is plain text, write it as a text in a tag: {{ \"" + opening + "\" }}."));
    }

    static SyntaxFault wrongClosing(String opening, String closing, String written, int offset) {
        return syntax(
                offset,
                "This '" + written + "' does not close a '" + opening + "'.",
                List.of("Write '" + closing + "' instead."));
    }

    /** What stands behind a complete expression and does not belong to it. */
    static SyntaxFault unexpected(Word word) {
        if (isCommon(word)) {
            return common(word);
        }
        String sentence = quoted(word.text()) + " cannot stand behind what comes before it.";
        String detail = switch (word.text()) {
            case "is" -> "There are no tests with 'is': write {% if x %}, or compare: x == null, x != null.";
            case "if", "else" ->
                "There is no if inside an expression: write {% if x %}...{% else %}...{% endif %} around tags.";
            case "not" -> "'not' stands before a condition, or in 'not in'.";
            case ":" -> NO_SLICES;
            case "(" -> "Nothing can be called here; parentheses stand around a condition or a filter's arguments.";
            case ".", "[" -> "Only a name has steps, as in order.items[0].";
            case "," -> "Only the arguments of a filter are separated by commas.";
            case ")", "]" -> "Nothing opens this bracket.";
            default -> "Join conditions with 'and' or 'or', compare with '==', put a filter behind '|'.";
        };
        return syntax(word.offset(), sentence, List.of(detail));
    }

    /** What stands where a value should. */
    static SyntaxFault noValue(Word word) {
        if (isCommon(word)) {
            return common(word);
        }
        if (word.text().equals("[")) {
            return collection(word);
        }
        String detail = word.text().equals(":")
                ? NO_SLICES
                : "A value is an input or what it holds, a text in quotes, a number, true, false or null.";
        return missing(word, "A value", detail);
    }

    private static boolean isCommon(Word word) {
        String text = word.text();
        return word.kind() == Kind.QUOTE
                || ARITHMETIC.contains(text)
                || FOREIGN.containsKey(text)
                || text.equals("{")
                || (!text.isEmpty() && CURLY_QUOTES.contains(text));
    }

    private static SyntaxFault common(Word word) {
        String text = word.text();
        if (word.kind() == Kind.QUOTE) {
            return syntax(
                    word.offset(),
                    "Nothing closes the text that this quote opens.",
                    List.of("Write " + text + " at its end; write \\" + text + " for a quote in the text."));
        }
        if (text.equals("~")) {
            return syntax(
                    word.offset(),
                    "Texts cannot be joined by '~'.",
                    List.of("Write the values one behind the other: {{ a }}{{ b }}."));
        }
        if (ARITHMETIC.contains(text)) {
            return syntax(
                    word.offset(),
                    "Templates cannot calculate: '" + text + "' is no operator here.",
                    List.of("Calculate the value in a default method of the interface, and insert that."));
        }
        String right = FOREIGN.get(text);
        if (right != null) {
            return syntax(
                    word.offset(),
                    "'" + text + "' is not written so in a template.",
                    List.of("Write '" + right + "' instead."));
        }
        return text.equals("{")
                ? collection(word)
                : syntax(word.offset(), text + " is no quote.", List.of("Put a text in straight quotes: ' or \"."));
    }

    /** A list, a map or a tuple. */
    static SyntaxFault collection(Word bracket) {
        String sentence = switch (bracket.text()) {
            case "{" -> "There are no maps written in templates.";
            case "[" -> "There are no lists written in templates.";
            default -> "There are no tuples.";
        };
        String detail = bracket.text().equals("{")
                ? "An input is inserted with two braces: {{ name }}. Let an input or a default method bring a map."
                : "Let an input or a default method of the interface bring the list.";
        return syntax(bracket.offset(), sentence, List.of(detail));
    }

    /** Something is missing before a word. */
    static SyntaxFault missing(Word found, String what, String detail) {
        String where = found.kind() == Kind.END ? "the tag ends" : quoted(found.text());
        return syntax(found.offset(), what + " is missing before " + where + ".", List.of(detail));
    }

    static SyntaxFault missingBracket(Word found, String bracket) {
        return found.kind() == Kind.END
                ? missing(found, "A '" + bracket + "'", "Close each bracket in the tag that opens it.")
                : unexpected(found);
    }

    static SyntaxFault chainedComparison(Word operator) {
        return syntax(
                operator.offset(),
                "What is compared already cannot be compared again.",
                List.of("Join two comparisons: instead of a < b < c write a < b and b < c."));
    }

    static SyntaxFault noArguments(Word bracket) {
        return syntax(
                bracket.offset(),
                "These parentheses hold no arguments.",
                List.of("Write a filter that has none without parentheses: {{ name | upper }}."));
    }

    static SyntaxFault namedArgument(Word sign) {
        return syntax(
                sign.offset(),
                "The arguments of a filter have no names.",
                List.of("Write the values alone, in order: {{ items | join(', ') }}."));
    }

    /** A name with parentheses behind it. */
    static SyntaxFault call(Word name, boolean isFunction) {
        if (isFunction) {
            return syntax(
                    name.offset(),
                    "There is no function " + quoted(name.text()) + ": templates call none.",
                    List.of("Calculate the value in a default method of the interface, and insert it by its name."));
        }
        return syntax(
                name.offset(),
                "Templates do not call " + quoted(name.text()) + ": nothing is written in parentheses there.",
                List.of(
                        "Leave the parentheses away where it is a property, as in {{ order.total }}.",
                        "A loop over a map goes through its entries: {% for e in map %}{{ e.key }}{% endfor %}."));
    }

    static SyntaxFault dottedIndex(Word number) {
        return syntax(
                number.offset(),
                "An index does not stand behind a point.",
                List.of("Write it in brackets: items[" + number.text() + "]."));
    }

    static SyntaxFault tooDeep(Word word, int most) {
        return syntax(
                word.offset(),
                "Expressions nest at most " + most + " deep.",
                List.of("Calculate a part of it in a default method of the interface."));
    }

    static SyntaxFault tooLong(Word word, int most) {
        return syntax(
                word.offset(),
                "An expression has at most " + most + " operators, filters, steps and arguments.",
                List.of("Calculate a part of it in a default method of the interface."));
    }
}
