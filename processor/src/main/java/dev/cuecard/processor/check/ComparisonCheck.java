package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Distance;
import dev.cuecard.processor.template.Template.Comparison;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Sees to it that two values can be compared, and says how. */
final class ComparisonCheck {

    private final TypeFacts facts;
    private final Origins origins;
    private final Consumer<Problem> problems;

    ComparisonCheck(TypeFacts facts, Origins origins, Consumer<Problem> problems) {
        this.facts = facts;
        this.origins = origins;
        this.problems = problems;
    }

    Optional<Condition> check(Comparison comparison, Term left, Term right) {
        return switch (comparison.operator()) {
            case EQUAL, UNEQUAL -> equality(comparison, left, right);
            case IN -> contained(comparison, left, right);
            default -> order(comparison, left, right);
        };
    }

    private Optional<Condition> equality(Comparison comparison, Term left, Term right) {
        if (!mayBeEqual(comparison.left(), left, comparison.right(), right)) {
            return Optional.empty();
        }
        boolean primitive = (facts.isPrimitiveNumber(left.type()) && facts.isPrimitiveNumber(right.type()))
                || (left.type().getKind() == TypeKind.BOOLEAN && right.type().getKind() == TypeKind.BOOLEAN);
        return Optional.of(new Condition.Compared(left, comparison.operator(), right, primitive));
    }

    /** Returns whether two values can be equal at all; that they cannot has been reported. */
    private boolean mayBeEqual(Expression leftWritten, Term left, Expression rightWritten, Term right) {
        if (facts.isEnum(left.type()) && facts.isText(right.type())) {
            return isConstant(left.type(), right, rightWritten);
        }
        if (facts.isEnum(right.type()) && facts.isText(left.type())) {
            return isConstant(right.type(), left, leftWritten);
        }
        boolean same = (facts.isNumber(left.type()) && facts.isNumber(right.type()))
                || (facts.isText(left.type()) && facts.isText(right.type()))
                || facts.canBeSame(left.type(), right.type());
        if (!same) {
            notComparable(leftWritten, left, right, "Compare values of the same kind.");
        }
        return same;
    }

    /** A text that is compared to an enum has to be one of its constants, as far as that can be told here. */
    private boolean isConstant(TypeMirror type, Term text, Expression written) {
        if (!(text instanceof Term.Constant constant)) {
            return true;
        }
        String name = String.valueOf(constant.value());
        List<String> names = ((DeclaredType) type)
                .asElement().getEnclosedElements().stream()
                        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(Element::getSimpleName)
                        .map(Object::toString)
                        .toList();
        if (names.contains(name)) {
            return true;
        }
        List<String> details = new ArrayList<>();
        Distance.nearest(name, names).ifPresent(near -> details.add("Did you mean '" + near + "'?"));
        details.add("Its constants are: " + String.join(", ", names) + ".");
        report(
                ProblemId.NOT_COMPARABLE,
                written.offset(),
                "The enum '" + TypeNames.of(type) + "' has no constant '" + name + "'.",
                details.toArray(String[]::new));
        return false;
    }

    private Optional<Condition> order(Comparison comparison, Term left, Term right) {
        boolean numbers = facts.isNumber(left.type()) && facts.isNumber(right.type());
        TypeMirror leftBox = facts.boxed(left.type());
        TypeMirror rightBox = facts.boxed(right.type());
        boolean ordered = numbers
                || (facts.isOrdered(leftBox) && facts.isSame(leftBox, rightBox) && !TypeShapes.isBoolean(left.type()));
        if (!ordered) {
            notComparable(
                    comparison.left(),
                    left,
                    right,
                    "Numbers have an order, and so have two values of one type that is Comparable.");
            return Optional.empty();
        }
        boolean primitive = facts.isPrimitiveNumber(left.type()) && facts.isPrimitiveNumber(right.type());
        return Optional.of(new Condition.Compared(left, comparison.operator(), right, primitive));
    }

    private Optional<Condition> contained(Comparison comparison, Term left, Term right) {
        TypeMirror whole = right.type();
        Optional<TypeMirror> element = facts.isText(whole)
                ? Optional.of(facts.string())
                : facts.map(whole).map(TypeFacts.MapTypes::key).or(() -> facts.objectElement(whole));
        if (element.isEmpty()) {
            report(
                    ProblemId.NOT_ITERABLE,
                    TextCheck.lastOffset(comparison.right()),
                    "The type '" + TypeNames.of(whole) + "' of '" + comparison.right() + "' can hold nothing.",
                    "A text, a collection, a map or an array of objects can.");
            return Optional.empty();
        }
        Term held = new Term.Truth(new Condition.Always(true), facts.bound(element.get()));
        boolean fits = facts.isText(whole)
                ? facts.textForm(left.type()).isPresent()
                        || notComparable(comparison.left(), left, right, "Ask for a text.")
                : mayBeEqual(comparison.left(), left, comparison.right(), held);
        return fits ? Optional.of(new Condition.Compared(left, Operator.IN, right, false)) : Optional.empty();
    }

    private boolean notComparable(Expression written, Term left, Term right, String hint) {
        report(
                ProblemId.NOT_COMPARABLE,
                TextCheck.lastOffset(written),
                "A value of type '" + TypeNames.of(left.type()) + "' cannot be compared with one of type '"
                        + TypeNames.of(right.type()) + "'.",
                hint);
        return false;
    }

    private void report(ProblemId id, int offset, String sentence, String... details) {
        problems.accept(new Problem(id, origins.at(offset), sentence, details));
    }
}
