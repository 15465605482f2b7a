package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.PathCheck.Need;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Distance;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Filtered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types filters: whether there is such a filter, whether its value and its arguments are of the right kind. */
final class FilterCheck {

    private static final List<String> FILTERS =
            List.of("upper", "lower", "trim", "join", "length", "default", "replace", "tojson");

    private final TypeFacts facts;
    private final TextCheck texts;
    private final ExpressionCheck expressions;
    private final JsonCheck json;
    private final Origins origins;
    private final Consumer<Problem> problems;

    FilterCheck(
            TypeFacts facts,
            TextCheck texts,
            ExpressionCheck expressions,
            Origins origins,
            Consumer<Problem> problems) {
        this.facts = facts;
        this.texts = texts;
        this.expressions = expressions;
        this.json = new JsonCheck(facts);
        this.origins = origins;
        this.problems = problems;
    }

    Optional<Term> check(Filtered filtered, Scope scope) {
        return switch (filtered.filter().text()) {
            case "upper", "lower", "trim" -> takes(filtered, 0, 0) ? edited(filtered, scope) : Optional.empty();
            case "replace" -> takes(filtered, 2, 2) ? edited(filtered, scope) : Optional.empty();
            case "join" -> takes(filtered, 0, 1) ? joined(filtered, scope) : Optional.empty();
            case "length" -> takes(filtered, 0, 0) ? length(filtered, scope) : Optional.empty();
            case "default" -> takes(filtered, 0, 1) ? fallback(filtered, scope) : Optional.empty();
            case "tojson" -> takes(filtered, 0, 0) ? json(filtered, scope) : Optional.empty();
            default -> unknown(filtered, scope);
        };
    }

    private Optional<Term> unknown(Filtered filtered, Scope scope) {
        // What the filter is put on is checked all the same.
        expressions.value(filtered.of(), scope, Need.TEST);
        String name = filtered.filter().text();
        List<String> details = new ArrayList<>();
        Distance.nearest(name, FILTERS).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add("The filters are: " + String.join(", ", FILTERS) + ".");
        details.add("For anything else add a default method to the interface, and insert that.");
        report(
                ProblemId.UNKNOWN_FILTER,
                filtered.filter().offset(),
                "There is no filter '" + name + "'.",
                details.toArray(String[]::new));
        return Optional.empty();
    }

    private boolean takes(Filtered filtered, int least, int most) {
        int count = filtered.arguments().size();
        if (count >= least && count <= most) {
            return true;
        }
        String name = filtered.filter().text();
        String wanted = most == 0 ? "no argument" : least == most ? least + " arguments" : "one argument at most";
        int offset = count > most
                ? filtered.arguments().get(most).offset()
                : filtered.filter().offset();
        report(
                ProblemId.FILTER_ARGUMENT,
                offset,
                "The filter '" + name + "' takes " + wanted + ", not " + count + ".",
                switch (name) {
                    case "replace" -> "Write replace('old', 'new').";
                    case "join" -> "Write join(', ').";
                    case "default" -> "Write default('…'), which stands for what is absent, not for what is empty.";
                    default -> "Write " + name + " alone.";
                });
        return false;
    }

    private Optional<Term> text(Expression written, Scope scope) {
        return expressions.value(written, scope, Need.VALUE).filter(term -> texts.hasText(written, term));
    }

    private Optional<Term> edited(Filtered filtered, Scope scope) {
        Optional<Term> of = text(filtered.of(), scope);
        List<Term> arguments = new ArrayList<>();
        for (Expression argument : filtered.arguments()) {
            argument(filtered, argument, scope).ifPresent(arguments::add);
        }
        Term.Edit edit = Term.Edit.valueOf(filtered.filter().text().toUpperCase(Locale.ROOT));
        return of.filter(term -> arguments.size() == filtered.arguments().size())
                .map(term -> new Term.Edited(edit, term, arguments, facts.string()));
    }

    /** An argument that is a text, as separators and words to replace are. */
    private Optional<Term> argument(Filtered filtered, Expression argument, Scope scope) {
        Optional<Term> term = argument instanceof Constant constant && constant.value() == null
                ? Optional.empty()
                : expressions.value(argument, scope, Need.VALUE);
        boolean isText = term.isPresent() && facts.isText(term.get().type());
        if (!isText && (term.isPresent() || argument instanceof Constant)) {
            report(
                    ProblemId.FILTER_ARGUMENT,
                    argument.offset(),
                    "The argument '" + argument + "' of the filter '"
                            + filtered.filter().text() + "' is no text.",
                    "Write it in quotes.");
        }
        return term.filter(known -> isText);
    }

    private Optional<Term> joined(Filtered filtered, Scope scope) {
        Optional<Term> separator = filtered.arguments().isEmpty()
                ? Optional.of(new Term.Constant("", facts.string()))
                : argument(filtered, filtered.arguments().get(0), scope);
        Optional<Term> of = expressions.value(filtered.of(), scope, Need.VALUE);
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Optional<TypeMirror> element = facts.element(of.get().type());
        if (element.isEmpty()) {
            report(
                    ProblemId.NOT_ITERABLE,
                    TextCheck.lastOffset(filtered.of()),
                    "The type '" + TypeNames.of(of.get().type()) + "' of '" + filtered.of()
                            + "' has no elements to join.",
                    "A List or another Iterable, or an array, has.");
            return Optional.empty();
        }
        Optional<TextForm> form = texts.elementText(filtered.of(), facts.bound(element.get()), false);
        return separator.isEmpty() || form.isEmpty()
                ? Optional.empty()
                : Optional.of(new Term.Joined(of.get(), separator.get(), form.get(), facts.string()));
    }

    private Optional<Term> length(Filtered filtered, Scope scope) {
        Optional<Term> of = expressions.value(filtered.of(), scope, Need.VALUE);
        if (of.isPresent()) {
            TypeMirror type = of.get().type();
            boolean counts = facts.isText(type)
                    || facts.element(type).isPresent()
                    || facts.map(type).isPresent();
            if (!counts) {
                report(
                        ProblemId.NOT_ITERABLE,
                        TextCheck.lastOffset(filtered.of()),
                        "The type '" + TypeNames.of(type) + "' of '" + filtered.of() + "' has no length.",
                        "A text, a collection, a map or an array has.");
                return Optional.empty();
            }
        }
        return of.map(term -> new Term.Length(term, facts.primitive(TypeKind.INT)));
    }

    private Optional<Term> fallback(Filtered filtered, Scope scope) {
        Optional<Term> of = expressions.value(filtered.of(), scope, Need.TEST);
        Optional<Term> otherwise = filtered.arguments().isEmpty()
                ? Optional.of(new Term.Constant("", facts.string()))
                : expressions.value(filtered.arguments().get(0), scope, Need.VALUE);
        if (of.isEmpty() || otherwise.isEmpty()) {
            return Optional.empty();
        }
        TypeMirror type = facts.boxed(of.get().type());
        if (facts.isSame(type, facts.boxed(otherwise.get().type()))) {
            return Optional.of(new Term.Fallback(of.get(), otherwise.get(), type));
        }
        boolean bothHaveText = facts.textForm(of.get().type()).isPresent()
                && facts.textForm(otherwise.get().type()).isPresent();
        if (!bothHaveText) {
            report(
                    ProblemId.FILTER_ARGUMENT,
                    filtered.arguments().isEmpty()
                            ? filtered.filter().offset()
                            : filtered.arguments().get(0).offset(),
                    "A value of type '" + TypeNames.of(otherwise.get().type()) + "' cannot stand for one of type '"
                            + TypeNames.of(type) + "'.",
                    "Give a default of the same type.");
            return Optional.empty();
        }
        return Optional.of(new Term.Fallback(of.get(), otherwise.get(), facts.string()));
    }

    private Optional<Term> json(Filtered filtered, Scope scope) {
        Optional<Term> of = expressions.value(filtered.of(), scope, Need.VALUE);
        if (of.isEmpty()) {
            return Optional.empty();
        }
        JsonCheck.Result result = json.check(of.get().type());
        if (result.unwritable().isPresent()) {
            report(
                    ProblemId.NOT_RENDERABLE,
                    TextCheck.lastOffset(filtered.of()),
                    "The type '" + TypeNames.of(result.unwritable().get()) + "' of '" + filtered.of()
                            + "' cannot be written as JSON.",
                    "Records, collections, maps with text keys, and what has a text can.");
            return Optional.empty();
        }
        return Optional.of(new Term.Json(of.get(), result.shape(), result.records(), facts.string()));
    }

    private void report(ProblemId id, int offset, String sentence, String... details) {
        problems.accept(new Problem(id, origins.at(offset), sentence, details));
    }
}
