package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** Sees to it that a value has a text, and that what is joined has elements. */
final class TextCheck {

    private final TypeFacts facts;
    private final Place template;
    private final Consumer<Problem> problems;

    TextCheck(TypeFacts facts, Place template, Consumer<Problem> problems) {
        this.facts = facts;
        this.template = template;
        this.problems = problems;
    }

    Optional<Turn.Piece> value(Path path, Access value) {
        Optional<TextForm> form = facts.textForm(value.type());
        if (form.isEmpty()) {
            report(
                    ProblemId.NOT_RENDERABLE,
                    path,
                    "The type '" + TypeNames.of(value.type()) + "' of '" + path + "' has no text of its own.",
                    hint(path, value.type()));
        }
        return form.map(known -> new Turn.Value(value, known));
    }

    Optional<Turn.Piece> lines(Joined joined, Access value) {
        TypeMirror type = value.type();
        for (int level = 0; level < joined.separators().size(); level++) {
            Optional<TypeMirror> element = facts.element(type);
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
        Optional<TextForm> form = facts.isImage(type) ? Optional.empty() : facts.textForm(type);
        if (form.isEmpty()) {
            boolean nested =
                    facts.element(type).isPresent() && joined.separators().size() == 1;
            report(
                    facts.isImage(type) ? ProblemId.MISPLACED_PART : ProblemId.NOT_RENDERABLE,
                    joined.of(),
                    "The elements of '" + joined.of() + "' are of type '" + TypeNames.of(type)
                            + "', which has no text of its own.",
                    nested
                            ? "For a list of lists write {" + joined.of() + ":lists}."
                            : "Add a default method that returns their texts as a List<String>, and insert that.");
        }
        return form.map(known -> new Turn.Lines(value, joined.separators(), known));
    }

    private String hint(Path path, TypeMirror type) {
        Optional<TypeMirror> element = facts.element(type);
        if (element.isPresent()) {
            boolean nested = facts.element(element.get()).isPresent();
            return "To put each element on a line write {" + path + (nested ? ":lists}." : ":list}.");
        }
        if (type instanceof ArrayType) {
            return "Take a List instead, and write {" + path + ":list}.";
        }
        if (facts.mapValue(type).isPresent()) {
            return "Insert one of its values as {" + path + ".key}.";
        }
        if (facts.isRecord(type)) {
            return facts.properties(type).keySet().stream()
                    .findFirst()
                    .map(name -> "Insert one of its properties, as {" + path + "." + name + "}.")
                    .orElse("Insert something else.");
        }
        return "Insert one of its properties, add a default method that returns a String, or give the type a toString()"
                + " of its own.";
    }

    private void report(ProblemId id, Path path, String sentence, String hint) {
        // The last name is what has this type.
        int offset = path.segments().get(path.segments().size() - 1).offset();
        problems.accept(new Problem(id, template.at(offset), sentence, hint));
    }
}
