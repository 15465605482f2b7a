package dev.cuecard.processor.template;

import dev.cuecard.processor.template.MustacheLexer.Tag;
import dev.cuecard.processor.template.Template.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words for what is wrong with a template in the Mustache syntax. */
final class MustacheFaults {

    private static final int MOST_SHOWN = 40;

    private MustacheFaults() {}

    static SyntaxFault syntax(int offset, String sentence, List<String> details, Optional<Path> named) {
        return new SyntaxFault(SyntaxFault.Kind.SYNTAX, offset, sentence, details, named);
    }

    static SyntaxFault unclosedTag(String text, Tag tag, Optional<Path> named) {
        boolean isTriple = tag.sigil() == '{';
        String content = text.substring(tag.contentStart(), tag.contentEnd());
        String sigil = isTriple || tag.sigil() == MustacheLexer.VALUE ? "" : String.valueOf(tag.sigil());
        String written = (isTriple ? "{{{" : "{{") + sigil + shown(content);
        return syntax(
                tag.start(),
                "The tag " + written + " is not closed.",
                List.of(
                        "Close it with " + (isTriple ? "}}}" : "}}") + " behind its name.",
                        "If this is plain text, let an input bring it: Mustache takes any {{ for a tag."),
                named);
    }

    static SyntaxFault unclosedSection(String content, int offset, Optional<Path> named) {
        return syntax(
                offset,
                "The section '" + shown(content) + "' is not closed.",
                List.of("Write {{/" + shown(content) + "}} where it ends."),
                named);
    }

    /** A tag that ends what is not open; the sections that are open are given, the outer first. */
    static SyntaxFault stray(Tag tag, String content, List<String> open) {
        String end = shown(content);
        List<String> details = new ArrayList<>();
        if (open.isEmpty()) {
            details.add("Take {{/" + end + "}} away, or write {{#" + end + "}} where the section begins.");
        } else {
            String inner = shown(open.get(open.size() - 1));
            details.add(Distance.nearest(content, open)
                    .map(near -> "Did you mean {{/" + near + "}}?")
                    .orElse("The section that is open here ends with {{/" + inner + "}}."));
        }
        return syntax(tag.contentStart(), "No section '" + end + "' is open here.", details, Optional.empty());
    }

    static SyntaxFault tooDeep(Tag tag, int deepest, Optional<Path> named) {
        return syntax(
                tag.contentStart(),
                "More than " + deepest + " sections are open here.",
                List.of("Close some with {{/name}} before this one."),
                named);
    }

    static SyntaxFault empty(Tag tag) {
        return syntax(
                tag.start(),
                "This tag is empty.",
                List.of(
                        "Write a name in it: {{name}}.",
                        "If this is plain text, let an input bring it: Mustache takes any {{ for a tag."),
                Optional.empty());
    }

    /** What a tag holds is no name. */
    static SyntaxFault name(String text, Tag tag) {
        String content = text.substring(tag.contentStart(), tag.contentEnd());
        int wrong = DottedName.in(text, tag.contentStart(), tag.contentEnd()).wrong();
        List<String> details = new ArrayList<>();
        details.add("A name is an identifier of Java, or several with dots between: {{order.customer.name}}.");
        if (content.startsWith("@")) {
            details.add("Loop variables are JINJA2's: loop.index, loop.first and others.");
        } else if (content.chars().anyMatch(Character::isWhitespace)) {
            details.add("There are no blanks in it; Mustache calls no functions.");
        }
        return syntax(wrong, "'" + shown(content) + "' is no name.", details, Optional.empty());
    }

    static SyntaxFault partial(Tag tag) {
        return syntax(
                tag.sigilStart(),
                "Partials are not part of Cuecard's Mustache.",
                List.of(
                        "Put the text in here, or use JINJA2, where {% include \"file\" %} reads a file at compile time."),
                Optional.empty());
    }

    static SyntaxFault delimiters(Tag tag) {
        return syntax(
                tag.sigilStart(),
                "Other delimiters are not part of Cuecard's Mustache.",
                List.of("Take the tag away and write all tags with {{ and }}."),
                Optional.empty());
    }

    /** Shows the beginning of what was written, on one line. */
    private static String shown(String content) {
        String line = content.substring(0, Lines.end(content, 0));
        boolean isWhole = line.length() == content.length() && line.length() <= MOST_SHOWN;
        return isWhole ? content : line.substring(0, Math.min(MOST_SHOWN, line.length())) + "...";
    }
}
