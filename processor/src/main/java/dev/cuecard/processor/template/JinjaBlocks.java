package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaBlock.For;
import dev.cuecard.processor.template.JinjaBlock.If;
import dev.cuecard.processor.template.JinjaLexer.Kind;
import dev.cuecard.processor.template.JinjaLexer.Plain;
import dev.cuecard.processor.template.JinjaLexer.Tag;
import dev.cuecard.processor.template.JinjaLexer.Token;
import dev.cuecard.processor.template.JinjaLexer.Word;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Name;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses one text, the template or a file that it includes: puts its text, its values and its blocks into each other. A
 * tag has one fault at most; behind it all goes on as if the tag had been what it was meant to be, so that the faults of
 * a template come in one go, without those that follow from others.
 */
final class JinjaBlocks {

    private static final int DEEPEST = 100;
    private static final String LOOP_FORM = "Write a loop as in {% for item in items %}.";

    private final JinjaLexer lexer;
    private final JinjaFaults faults;
    private final JinjaIncludes includes;
    private final int outerDepth;
    private final JinjaStatements statements = new JinjaStatements();
    private final List<Node> body = new ArrayList<>();
    private final Deque<JinjaBlock> open = new ArrayDeque<>();
    private boolean isTooDeep;

    /** Parses a text that {@code outerDepth} blocks are open around. */
    JinjaBlocks(JinjaLexer lexer, JinjaFaults faults, JinjaIncludes includes, int outerDepth) {
        this.lexer = lexer;
        this.faults = faults;
        this.includes = includes;
        this.outerDepth = outerDepth;
    }

    List<Node> nodes() {
        Token token = lexer.next();
        while (token != null) {
            if (token instanceof Plain plain) {
                into().add(new Literal(plain.text(), plain.offset()));
            } else if (token instanceof Tag tag) {
                read(tag);
            }
            token = faults.isFull() ? null : lexer.next();
        }
        open.stream().limit(allowed()).forEach(block -> faults.add(JinjaStatements.unclosed(block)));
        while (!open.isEmpty()) {
            closeLast();
        }
        return body;
    }

    private List<Node> into() {
        return open.isEmpty() ? body : open.getLast().body();
    }

    private void read(Tag tag) {
        JinjaWords words = new JinjaWords(tag.words());
        SyntaxFault fault = tag.fault();
        try {
            if (tag.opening().equals("{{")) {
                Expression value = new JinjaExpressions(words).expression();
                words.end();
                if (fault == null) {
                    into().add(new Insert(value));
                }
            } else if (tag.opening().equals("{%")) {
                state(words);
            }
        } catch (Unreadable e) {
            fault = fault == null ? e.fault() : fault;
        }
        if (fault != null) {
            faults.add(new SyntaxFault(
                    fault.kind(),
                    fault.offset(),
                    fault.sentence(),
                    fault.details(),
                    Optional.ofNullable(words.named())));
        }
    }

    private void state(JinjaWords words) throws Unreadable {
        SyntaxFault fault = words.isNext("+") ? JinjaStatements.noStatement(words.take()) : null;
        Word word = words.take();
        String known = word.text();
        if (JinjaStatements.isBeyond(known)) {
            SyntaxFault beyond = beyond(word, words);
            fault = fault == null ? beyond : fault;
        } else if (!JinjaStatements.KNOWN.contains(known)) {
            boolean isName = word.kind() == Kind.NAME;
            Optional<String> meant = isName ? JinjaStatements.meant(known, open.peekLast()) : Optional.empty();
            if (fault == null) {
                fault = isName ? JinjaStatements.unknown(word, meant) : JinjaStatements.noStatement(word);
            }
            known = meant.orElse("");
        }
        try {
            state(known, word, words);
        } catch (Unreadable e) {
            throw fault == null ? e : new Unreadable(fault);
        }
        if (fault != null) {
            throw new Unreadable(fault);
        }
    }

    private void state(String known, Word word, JinjaWords words) throws Unreadable {
        switch (known) {
            case "if" -> {
                If block = new If(word);
                open(block);
                branch(block, word, words);
            }
            case "elif" -> branch(branching(known, word), word, words);
            case "else" -> otherwise(word, words);
            case "for" -> {
                For block = new For(word);
                open(block);
                loop(block, words);
            }
            case "endif", "endfor" -> close(known, word, words);
            case "include" -> include(words);
            default -> {}
        }
    }

    private @Nullable SyntaxFault beyond(Word word, JinjaWords words) {
        SyntaxFault fault = statements.beyond(word);
        if (word.text().equals("raw")) {
            lexer.skipRaw();
        } else if (word.text().equals("set")) {
            words.skipPast("=");
            attempt(words);
        }
        return fault;
    }

    /** Returns the expression of a tag that has a fault already, null if it cannot be read: that fault only follows. */
    private static @Nullable Expression attempt(JinjaWords words) {
        try {
            return new JinjaExpressions(words).expression();
        } catch (Unreadable e) {
            return null;
        }
    }

    private void open(JinjaBlock block) {
        open.addLast(block);
        if (open.size() > allowed() && !isTooDeep) {
            isTooDeep = true;
            faults.add(JinjaStatements.tooDeep(block.word(), DEEPEST));
        }
    }

    private int allowed() {
        return Math.max(0, DEEPEST - outerDepth);
    }

    /** What is nested too deep is left out: others go through the tree recursively. */
    private void closeLast() {
        boolean isKept = open.size() <= allowed();
        JinjaBlock block = open.removeLast();
        if (isKept) {
            into().addAll(block.close());
        }
    }

    /** A branch whose condition cannot be read stays, as what it holds is still to be checked. */
    private void branch(If block, Word word, JinjaWords words) throws Unreadable {
        try {
            block.branch(new JinjaExpressions(words).expression());
        } catch (Unreadable e) {
            block.branch(guessed(word, words));
            throw e;
        }
        words.end();
    }

    private static Expression guessed(Word word, JinjaWords words) {
        Path named = words.named();
        return named == null ? new Constant(true, "true", word.offset()) : named;
    }

    /** Returns the if that goes on with another branch. */
    private If branching(String known, Word word) throws Unreadable {
        JinjaBlock block = open.peekLast();
        if (block instanceof If choice) {
            if (choice.isOtherwise()) {
                throw new Unreadable(JinjaStatements.afterElse(known, word));
            }
            return choice;
        }
        if (block instanceof For loop) {
            loop.otherwise();
            throw new Unreadable(JinjaStatements.loopElse(known, word));
        }
        throw new Unreadable(JinjaStatements.stray(known, word));
    }

    private void otherwise(Word word, JinjaWords words) throws Unreadable {
        If block = branching("else", word);
        if (words.takes("if")) {
            Expression condition = attempt(words);
            block.branch(condition == null ? guessed(word, words) : condition);
            throw new Unreadable(JinjaStatements.elseIf(word));
        }
        block.otherwise();
        words.end();
    }

    private void loop(For block, JinjaWords words) throws Unreadable {
        Word name = words.next();
        if (name.kind() == Kind.NAME && !name.text().equals("in")) {
            words.take();
        }
        SyntaxFault fault = variableFault(name, words.next());
        if (fault != null) {
            words.skipPast("in");
        } else if (!words.takes("in")) {
            throw new Unreadable(JinjaSentences.missing(words.next(), "The word 'in'", LOOP_FORM));
        }
        if (fault != null) {
            attempt(words);
            throw new Unreadable(fault);
        }
        block.variable(new Name(name.text(), name.offset()));
        block.elements(new JinjaExpressions(words).expression());
        if (words.isNext("if") || words.isNext("recursive")) {
            throw new Unreadable(JinjaStatements.loopClause(words.next()));
        }
        words.end();
    }

    private static @Nullable SyntaxFault variableFault(Word name, Word next) {
        if (name.kind() != Kind.NAME || name.text().equals("in")) {
            return name.text().equals("(")
                    ? JinjaStatements.loopVariables(name)
                    : JinjaSentences.missing(name, "The variable of the loop", LOOP_FORM);
        }
        if (JinjaExpressions.isReserved(name.text()) || name.text().equals("loop")) {
            return JinjaStatements.reservedVariable(name);
        }
        return next.text().equals(",") ? JinjaStatements.loopVariables(next) : null;
    }

    /** Closes the nearest block of the kind, and those in it that nothing has closed. */
    private void close(String known, Word word, JinjaWords words) throws Unreadable {
        if (!isOpen(known)) {
            throw new Unreadable(JinjaStatements.stray(known, word));
        }
        while (!open.getLast().end().equals(known)) {
            faults.add(JinjaStatements.unclosed(open.getLast()));
            closeLast();
        }
        closeLast();
        words.end();
    }

    /** Looks at the innermost block first: nearly always that is it, and it takes long to look at thousands. */
    private boolean isOpen(String end) {
        for (Iterator<JinjaBlock> blocks = open.descendingIterator(); blocks.hasNext(); ) {
            if (blocks.next().end().equals(end)) {
                return true;
            }
        }
        return false;
    }

    private void include(JinjaWords words) throws Unreadable {
        Word path = words.next();
        if (path.kind() != Kind.TEXT) {
            attempt(words);
            throw new Unreadable(JinjaStatements.includedPath(path));
        }
        words.take();
        if (words.isNext("ignore") || words.isNext("with") || words.isNext("without")) {
            throw new Unreadable(JinjaStatements.includeClause(words.next()));
        }
        words.end();
        String written = JinjaConstants.value(path);
        into().addAll(includes.nodes(written, path.offset() + 1, outerDepth + open.size()));
    }
}
