package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** Sees to it that a value has a text, and that what is joined has elements. */
final class TextCheck {

    private final TypeFacts facts;
    private final SyntaxRules syntax;
    private final Origins origins;
    private final Consumer<Problem> problems;

    TextCheck(TypeFacts facts, SyntaxRules syntax, Origins origins, Consumer<Problem> problems) {
        this.facts = facts;
        this.syntax = syntax;
        this.origins = origins;
        this.problems = problems;
    }

    /** Returns whether a value has a text; that it has none has been reported. */
    boolean hasText(Expression written, Term value) {
        TypeMirror type = value.type();
        if (facts.textForm(type).isPresent()) {
            return true;
        }
        if (facts.isImage(type) || facts.isMessage(type) || facts.isMessages(type)) {
            report(
                    ProblemId.MISPLACED_PART,
                    written,
                    "'" + written + "' is of type '" + TypeNames.of(type) + "', which is no text.",
                    "It can only stand alone, as " + syntax.placeholder(nameOf(written)) + ".");
            return false;
        }
        report(
                ProblemId.NOT_RENDERABLE,
                written,
                "The type '" + TypeNames.of(type) + "' of '" + written + "' has no text of its own.",
                hint(nameOf(written), type));
        return false;
    }

    Optional<Term> lines(Joined joined, Access value) {
        TypeMirror type = value.type();
        for (int level = 0; level < joined.separators().size(); level++) {
            Optional<TypeMirror> element = facts.objectElement(type);
            if (element.isEmpty()) {
                report(
                        ProblemId.NOT_ITERABLE,
                        joined.of(),
                        level == 0
                                ? "The type '" + TypeNames.of(type) + "' of '" + joined.of()
                                        + "' has no elements to join."
                                : "The elements of '" + joined.of() + "' are of type '" + TypeNames.of(type)
                                        + "', which has no elements to join.",
                        level == 0
                                ? "A List or another Iterable, or an array of objects, has."
                                : "For a list of single values write {" + joined.of() + ":list}.");
                return Optional.empty();
            }
            type = element.get();
        }
        return elementText(joined.of(), type, joined.separators().size() == 1)
                .map(form -> new Term.Lines(value, joined.separators(), form, facts.string()));
    }

    /** Returns how elements become text; that they have none has been reported. */
    Optional<TextForm> elementText(Expression of, TypeMirror type, boolean canNest) {
        Optional<TextForm> form = facts.isImage(type) ? Optional.empty() : facts.textForm(type);
        if (form.isEmpty()) {
            boolean nested = facts.element(type).isPresent() && canNest && syntax == SyntaxRules.BRACES;
            report(
                    facts.isImage(type) ? ProblemId.MISPLACED_PART : ProblemId.NOT_RENDERABLE,
                    of,
                    "The elements of '" + of + "' are of type '" + TypeNames.of(type)
                            + "', which has no text of its own.",
                    nested
                            ? "For a list of lists write {" + of + ":lists}."
                            : "Add a default method that returns their texts as a List<String>, and insert that.");
        }
        return form;
    }

    private String hint(String path, TypeMirror type) {
        Optional<TypeMirror> element = facts.objectElement(type);
        if (element.isPresent()) {
            boolean nested = facts.element(element.get()).isPresent() && syntax == SyntaxRules.BRACES;
            return nested ? "To put each element on a line write {" + path + ":lists}." : syntax.hintOnLines(path);
        }
        if (type instanceof ArrayType) {
            return syntax == SyntaxRules.BRACES
                    ? "Take a List instead, and write {" + path + ":list}."
                    : syntax.hintOnLines(path);
        }
        if (facts.mapValue(type).isPresent()) {
            return "Insert one of its values as " + syntax.placeholder(path + ".key") + ".";
        }
        if (facts.isRecord(type)) {
            return facts.properties(type).keySet().stream()
                    .findFirst()
                    .map(name -> "Insert one of its properties, as " + syntax.placeholder(path + "." + name)
                            + (syntax == SyntaxRules.JINJA2 ? ", or write {{ " + path + " | tojson }}." : "."))
                    .orElse("Insert something else.");
        }
        return "Insert one of its properties, add a default method that returns a String, or give the type a toString()"
                + " of its own.";
    }

    private static String nameOf(Expression written) {
        return written instanceof Path path ? path.toString() : "value";
    }

    private void report(ProblemId id, Expression written, String sentence, String hint) {
        problems.accept(new Problem(id, origins.at(lastOffset(written)), sentence, hint));
    }

    /** The last name of a path is what has its type. */
    static int lastOffset(Expression written) {
        return written instanceof Path path && !path.steps().isEmpty()
                ? path.steps().get(path.steps().size() - 1).offset()
                : written.offset();
    }
}
