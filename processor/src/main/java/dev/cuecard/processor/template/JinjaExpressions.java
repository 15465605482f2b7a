package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Kind;
import dev.cuecard.processor.template.JinjaLexer.Word;
import dev.cuecard.processor.template.Template.Comparison;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Filtered;
import dev.cuecard.processor.template.Template.Index;
import dev.cuecard.processor.template.Template.Logic;
import dev.cuecard.processor.template.Template.Member;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Not;
import dev.cuecard.processor.template.Template.Operator;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the expression of a tag, a method for each rule of the grammar. Its size and its depth are bounded, for this and
 * the phases to come go through it recursively. Whether names, filters and types exist is for those phases to say.
 */
final class JinjaExpressions {

    private static final int DEEPEST = 100;
    private static final int MOST_PARTS = 500;

    /** Words that can name no input and no variable. */
    private static final Set<String> RESERVED = Set.of(
            "and", "or", "not", "in", "is", "if", "else", "true", "false", "null", "True", "False", "None", "none");

    private final JinjaWords words;
    private int depth;
    private int parts;

    JinjaExpressions(JinjaWords words) {
        this.words = words;
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Parses an expression as far as it goes; what follows is the caller's. */
    Expression expression() throws Unreadable {
        List<Expression> operands = new ArrayList<>();
        operands.add(conjunction());
        while (words.isNext("or")) {
            countPart(words.take());
            operands.add(conjunction());
        }
        return operands.size() == 1 ? operands.get(0) : new Logic(false, operands);
    }

    private Expression conjunction() throws Unreadable {
        List<Expression> operands = new ArrayList<>();
        operands.add(negation());
        while (words.isNext("and")) {
            countPart(words.take());
            operands.add(negation());
        }
        return operands.size() == 1 ? operands.get(0) : new Logic(true, operands);
    }

    private Expression negation() throws Unreadable {
        if (!words.isNext("not")) {
            return comparison();
        }
        Word not = words.take();
        enter(not);
        Expression of = negation();
        depth--;
        return new Not(of, not.offset());
    }

    private Expression comparison() throws Unreadable {
        Expression left = filtered();
        boolean isContrary = words.isNext("not", "in");
        if (isContrary) {
            words.take();
        }
        Operator operator = operator(words.next());
        if (operator == null) {
            return left;
        }
        countPart(words.take());
        Comparison comparison = new Comparison(left, operator, filtered());
        if (operator(words.next()) != null || words.isNext("not", "in")) {
            throw new Unreadable(JinjaSentences.chainedComparison(words.next()));
        }
        return isContrary ? new Not(comparison, comparison.offset()) : comparison;
    }

    private static @Nullable Operator operator(Word word) {
        for (Operator operator : Operator.values()) {
            if (operator.toString().equals(word.text())) {
                return operator;
            }
        }
        return null;
    }

    private Expression filtered() throws Unreadable {
        Expression value = primary();
        while (words.isNext("|")) {
            countPart(words.take());
            Word filter = words.next();
            if (filter.kind() != Kind.NAME) {
                throw new Unreadable(
                        JinjaSentences.missing(filter, "The name of a filter", "Write it as in {{ name | upper }}."));
            }
            words.take();
            value = new Filtered(value, new Name(filter.text(), filter.offset()), arguments());
        }
        return value;
    }

    private List<Expression> arguments() throws Unreadable {
        List<Expression> arguments = new ArrayList<>();
        if (!words.isNext("(")) {
            return arguments;
        }
        Word open = words.take();
        enter(open);
        if (words.isNext(")")) {
            throw new Unreadable(JinjaSentences.noArguments(open));
        }
        do {
            countPart(words.next());
            arguments.add(expression());
            if (words.isNext("=")) {
                throw new Unreadable(JinjaSentences.namedArgument(words.next()));
            }
        } while (words.takes(","));
        close(")");
        return arguments;
    }

    private Expression primary() throws Unreadable {
        Word word = words.next();
        if (word.kind() == Kind.NAME) {
            return name(word);
        }
        if (word.kind() == Kind.TEXT) {
            return JinjaConstants.text(words.take());
        }
        if (word.kind() == Kind.NUMBER) {
            return JinjaConstants.number(words.take(), "", word.offset());
        }
        if (words.takes("(")) {
            enter(word);
            Expression inner = expression();
            if (words.isNext(",")) {
                throw new Unreadable(JinjaSentences.collection(word));
            }
            close(")");
            return inner;
        }
        if (words.takes("-")) {
            Word digits = words.next();
            if (digits.kind() == Kind.NUMBER && digits.offset() == word.offset() + 1) {
                words.take();
                return JinjaConstants.number(digits, "-", word.offset());
            }
        }
        throw new Unreadable(JinjaSentences.noValue(word));
    }

    private Expression name(Word word) throws Unreadable {
        String text = word.text();
        if (text.equals("true") || text.equals("false")) {
            words.take();
            return new Constant(text.equals("true"), text, word.offset());
        }
        if (words.takes("null")) {
            return new Constant(null, text, word.offset());
        }
        if (isReserved(text)) {
            throw new Unreadable(JinjaSentences.noValue(word));
        }
        return path();
    }

    private Path path() throws Unreadable {
        Word last = words.take();
        Name root = new Name(last.text(), last.offset());
        List<Step> steps = new ArrayList<>();
        if (!words.isNext("(")) {
            words.remember(new Path(root, steps));
        }
        while (true) {
            Word next = words.next();
            if (words.takes(".")) {
                countPart(next);
                last = member();
                steps.add(new Member(last.text(), last.offset()));
            } else if (words.takes("[")) {
                countPart(next);
                enter(next);
                steps.add(new Index(expression()));
                close("]");
            } else {
                break;
            }
        }
        if (words.isNext("(")) {
            throw new Unreadable(JinjaSentences.call(last, steps.isEmpty()));
        }
        Path path = new Path(root, steps);
        words.remember(path);
        return path;
    }

    private Word member() throws Unreadable {
        Word name = words.next();
        if (name.kind() == Kind.NUMBER) {
            throw new Unreadable(JinjaSentences.dottedIndex(name));
        }
        if (name.kind() != Kind.NAME) {
            throw new Unreadable(
                    JinjaSentences.missing(name, "The name of a property", "Write it as in {{ order.total }}."));
        }
        return words.take();
    }

    private void close(String bracket) throws Unreadable {
        if (!words.takes(bracket)) {
            throw new Unreadable(JinjaSentences.missingBracket(words.next(), bracket));
        }
        depth--;
    }

    private void enter(Word word) throws Unreadable {
        depth++;
        if (depth > DEEPEST) {
            throw new Unreadable(JinjaSentences.tooDeep(word, DEEPEST));
        }
    }

    private void countPart(Word word) throws Unreadable {
        parts++;
        if (parts > MOST_PARTS) {
            throw new Unreadable(JinjaSentences.tooLong(word, MOST_PARTS));
        }
    }
}
