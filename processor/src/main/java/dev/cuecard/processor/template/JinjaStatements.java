package dev.cuecard.processor.template;

import dev.cuecard.processor.template.JinjaLexer.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the words that begin a statement: those of the subset, those of Jinja beyond it, and what others may mean. */
final class JinjaStatements {

    static final List<String> KNOWN = List.of("if", "elif", "else", "endif", "for", "endfor", "include");

    /** Words of other languages that letters alone do not lead to the right one. */
    private static final Map<String, String> MEANT =
            Map.of("fi", "endif", "elseif", "elif", "elsif", "elif", "foreach", "for", "endforeach", "endfor");

    private static final String DEFAULT_METHOD =
            "Bring the value by a default method of the interface, and insert it by the method's name.";
    private static final String INCLUDE =
            "Put what is shared into a file and include it: {% include \"file.jinja\" %}.";

    /** Statements of Jinja beyond the subset, and what to write instead. */
    private static final Map<String, String> BEYOND = new HashMap<>();

    /** Those that have a tag at their end. */
    private static final Set<String> BLOCKS =
            Set.of("set", "macro", "call", "block", "with", "filter", "raw", "autoescape", "trans");

    static {
        BEYOND.put("set", DEFAULT_METHOD);
        BEYOND.put("with", DEFAULT_METHOD);
        BEYOND.put("do", DEFAULT_METHOD);
        BEYOND.put("macro", INCLUDE);
        BEYOND.put("call", INCLUDE);
        BEYOND.put("block", INCLUDE);
        BEYOND.put("extends", INCLUDE);
        BEYOND.put("import", INCLUDE);
        BEYOND.put("from", INCLUDE);
        BEYOND.put("filter", "Put the filter into the tag of each value: {{ name | upper }}.");
        BEYOND.put("raw", "Write what looks like a tag as a text in a tag: {{ \"{{ name }}\" }}.");
        BEYOND.put("autoescape", "Leave it away: nothing is escaped.");
        BEYOND.put("trans", "Write the text as it is, or a prompt for each language.");
        BEYOND.put("break", "Put an {% if %} into the loop, or let a default method bring the elements to show.");
        BEYOND.put("continue", "Put an {% if %} into the loop, or let a default method bring the elements to show.");
    }

    private final Set<String> begun = new HashSet<>();

    /** Returns whether the word is of Jinja, but not of the subset. */
    static boolean isBeyond(String word) {
        return BEYOND.containsKey(word) || (word.startsWith("end") && BLOCKS.contains(word.substring(3)));
    }

    /** Returns what is wrong with such a word; the end of a block that was a fault itself is none. */
    @Nullable
    SyntaxFault beyond(Word word) {
        String text = word.text();
        boolean isEnd = !BEYOND.containsKey(text);
        String name = isEnd ? text.substring(3) : text;
        if (!isEnd) {
            begun.add(name);
        } else if (begun.contains(name)) {
            return null;
        }
        String advice = BEYOND.getOrDefault(name, INCLUDE);
        return JinjaSentences.syntax(
                word.offset(), "There is no {% " + text + " %} in templates.", List.of(advice, known()));
    }

    /** Returns the word of the subset that another one may mean. */
    static Optional<String> meant(String word, @Nullable JinjaBlock open) {
        String small = word.toLowerCase(Locale.ROOT);
        if (KNOWN.contains(small)) {
            return Optional.of(small);
        }
        if (small.equals("end") && open != null) {
            return Optional.of(open.end());
        }
        String meant = MEANT.get(small);
        return meant == null ? Distance.nearest(word, KNOWN) : Optional.of(meant);
    }

    static SyntaxFault unknown(Word word, Optional<String> meant) {
        List<String> details = new ArrayList<>();
        meant.ifPresent(known -> details.add("Did you mean " + known + "?"));
        details.add(known());
        return JinjaSentences.syntax(
                word.offset(), "There is no statement " + JinjaSentences.quoted(word.text()) + ".", details);
    }

    /** A tag that does not begin with a word. */
    static SyntaxFault noStatement(Word word) {
        if (word.text().equals("+")) {
            return JinjaSentences.syntax(
                    word.offset(),
                    "There is no trim marker '+'.",
                    List.of("Leave it away: white space is kept where no '-' trims it."));
        }
        return JinjaSentences.missing(word, "The word of a statement", known());
    }

    private static String known() {
        return "The statements are: " + String.join(", ", KNOWN) + ".";
    }

    static SyntaxFault unclosed(JinjaBlock block) {
        return JinjaSentences.syntax(
                block.word().offset(),
                "Nothing closes this '" + block.word().text() + "'.",
                List.of("Write {% " + block.end() + " %} where it ends."));
    }

    static SyntaxFault tooDeep(Word word, int most) {
        return JinjaSentences.syntax(
                word.offset(),
                "Blocks nest at most " + most + " deep, those around an include counted in.",
                List.of("Join conditions with 'and', or bring what is shown by a default method of the interface."));
    }

    /** An end, an else or an elif that has no beginning. */
    static SyntaxFault stray(String known, Word word) {
        String opening = known.equals("endfor") ? "{% for x in xs %}" : "{% if x %}";
        return JinjaSentences.syntax(
                word.offset(),
                "No block is open here for this '" + known + "' to belong to.",
                List.of(
                        "Write " + opening + " where the block begins, or take this tag out.",
                        "A block that begins in one file ends in the same file."));
    }

    static SyntaxFault loopElse(String known, Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "A loop has no '" + known + "'.",
                List.of(
                        "Put the loop into an if: {% if xs %}{% for x in xs %}...{% endfor %}{% else %}...{% endif %}.",
                        "If it belongs to an if around the loop, write {% endfor %} before it."));
    }

    static SyntaxFault afterElse(String known, Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "The else of this if has come before this '" + known + "'.",
                List.of("An if has one else, the last of its branches: if, elif, else, endif."));
    }

    static SyntaxFault elseIf(Word word) {
        return JinjaSentences.syntax(
                word.offset(), "Nothing can follow 'else'.", List.of("Did you mean elif?", known()));
    }

    static SyntaxFault loopVariables(Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "A loop has one variable.",
                List.of("Over a map it is the entry: {% for e in map %}{{ e.key }}: {{ e.value }}{% endfor %}."));
    }

    static SyntaxFault loopClause(Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "A loop takes no '" + word.text() + "' behind its elements.",
                List.of("Put an {% if %} into the loop, or let a default method bring the elements to show."));
    }

    static SyntaxFault reservedVariable(Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "'" + word.text() + "' cannot be the name of a variable: it has a meaning of its own.",
                List.of("Name it otherwise: {% for item in items %}."));
    }

    static SyntaxFault includedPath(Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "Only a path in quotes can be included: the file is read when the prompt is compiled.",
                List.of("Write it as in {% include \"parts/rules.jinja\" %}."));
    }

    static SyntaxFault includeClause(Word word) {
        return JinjaSentences.syntax(
                word.offset(),
                "An include has nothing behind its path.",
                List.of("Leave it away: the file must be there, and it knows all inputs and variables."));
    }
}
