package dev.cuecard.processor.template;

import dev.cuecard.processor.template.MustacheLexer.Tag;
import dev.cuecard.processor.template.Template.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Handlebars and Jinja write in tags and Mustache does not: it is told, and how Mustache says the same. */
final class MustacheDialects {

    /** Words that begin a path in Handlebars alone; as keywords of Java they are no inputs. */
    private static final Set<String> RESERVED = Set.of("this", "else", "if");

    private static final Pattern HELPER =
            Pattern.compile("(?:else\\s+)?(if|unless|each|with)\\s+(\\S+)(\\s+as\\s.*)?", Pattern.DOTALL);
    private static final Pattern HELPER_WORD =
            Pattern.compile("(?:if|else)|(?:if|else|unless|each|with)\\s.*", Pattern.DOTALL);

    private MustacheDialects() {}

    static boolean isMustache(Path path) {
        return !RESERVED.contains(path.root().text());
    }

    /** Returns whether what a tag holds is the contrary of a condition. */
    static boolean isNegative(String content) {
        return words(content).size() > 1 && words(content).get(0).equals("unless");
    }

    /** Returns the first two words of a tag: its end may name either. */
    static List<String> words(String content) {
        String[] words = content.split("\\s+", 3);
        return List.of(words).subList(0, Math.min(2, words.length));
    }

    /** Returns the path that a tag is about all the same: that of a helper, or the one before a filter. */
    static Optional<Path> argument(String text, Tag tag) {
        int start = tag.contentStart();
        String content = text.substring(start, tag.contentEnd());
        Matcher helper = HELPER.matcher(content);
        int from = start;
        int to = start;
        if (helper.matches()) {
            from = start + helper.start(2);
            to = start + helper.end(2);
        } else if (content.indexOf('|') > 0) {
            to = start
                    + content.substring(0, content.indexOf('|')).stripTrailing().length();
        }
        return DottedName.in(text, from, to).path().filter(MustacheDialects::isMustache);
    }

    /** Returns what is wrong with a tag that is no name, if another dialect is what it is. */
    static Optional<SyntaxFault> fault(String text, Tag tag) {
        String content = text.substring(tag.contentStart(), tag.contentEnd());
        Optional<Path> argument = argument(text, tag);
        String x = argument.map(Path::toString).orElse("x");
        if (content.equals("this") || content.startsWith("this.") || content.startsWith("this ")) {
            return Optional.of(MustacheFaults.syntax(
                    tag.contentStart(),
                    "Mustache has no 'this'.",
                    List.of("Write {{.}} for the value that a section is at, and {{x}} for the x that it has."),
                    Optional.empty()));
        }
        if (HELPER_WORD.matcher(content).matches()) {
            return Optional.of(MustacheFaults.syntax(
                    tag.contentStart(),
                    "Mustache has no '" + words(content).get(0) + "'.",
                    List.of(
                            "Write {{#" + x + "}}...{{/" + x + "}} for each of many, or for what is there or is true.",
                            "Write {{^" + x + "}}...{{/" + x + "}} for what is not there, is empty or is false."),
                    argument));
        }
        int bar = content.indexOf('|');
        if (bar < 0) {
            return Optional.empty();
        }
        return Optional.of(MustacheFaults.syntax(
                tag.contentStart() + bar,
                "Mustache has no filters.",
                List.of(
                        "Write the name alone"
                                + argument.map(path -> ": {{" + path + "}}.").orElse("."),
                        "Filters are JINJA2's; here the input itself has to be as it shall be read."),
                argument));
    }
}
