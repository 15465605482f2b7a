package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.PathCheck.Need;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Template.Comparison;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Logic;
import dev.cuecard.processor.template.Template.Not;
import dev.cuecard.processor.template.Template.Operator;
import dev.cuecard.processor.template.Template.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types conditions, and tells what is known where they hold and where they do not. */
final class ConditionCheck {

    private final TypeFacts facts;
    private final ExpressionCheck expressions;
    private final ComparisonCheck comparisons;
    private final Origins origins;
    private final Consumer<Problem> problems;

    ConditionCheck(TypeFacts facts, ExpressionCheck expressions, Origins origins, Consumer<Problem> problems) {
        this.facts = facts;
        this.expressions = expressions;
        this.comparisons = new ComparisonCheck(facts, origins, problems);
        this.origins = origins;
        this.problems = problems;
    }

    /**
     * A typed condition.
     *
     * @param condition the condition
     * @param ifTrue what is known where it holds
     * @param ifFalse what is known where it does not
     */
    record Test(Condition condition, Known ifTrue, Known ifFalse) {}

    /** Types a condition. A faulty one has been reported and counts as true, so that what depends on it is checked. */
    Test check(Expression expression, Scope scope) {
        if (expression instanceof Not not) {
            Test of = check(not.of(), scope);
            return new Test(new Condition.Not(of.condition()), /* ifTrue= */ of.ifFalse(), /* ifFalse= */ of.ifTrue());
        }
        if (expression instanceof Logic logic) {
            return logic(logic, scope);
        }
        if (expression instanceof Comparison comparison) {
            return comparison(comparison, scope);
        }
        if (expression instanceof Constant constant && !(constant.value() instanceof String)) {
            boolean holds = constant.value() instanceof Boolean flag
                    ? flag
                    : constant.value() instanceof Number number && number.doubleValue() != 0;
            return new Test(new Condition.Always(holds), Known.NOTHING, Known.NOTHING);
        }
        Optional<Term> value = expressions.value(expression, scope, Need.TEST);
        Known present = expression instanceof Path path ? expressions.paths().presenceOf(path, scope) : Known.NOTHING;
        Optional<Condition.Test> test = value.flatMap(term -> test(expression, term));
        return new Test(
                test.<Condition>map(asked -> new Condition.True(value.get(), asked))
                        .orElse(new Condition.Always(true)),
                present,
                Known.NOTHING);
    }

    private Optional<Condition.Test> test(Expression expression, Term value) {
        TypeMirror type = value.type();
        if (type.getKind() == TypeKind.BOOLEAN) {
            return Optional.of(Condition.Test.BOOLEAN);
        }
        if (facts.isPrimitiveNumber(type)) {
            return Optional.of(Condition.Test.NUMBER);
        }
        if (hasContent(type)) {
            return Optional.of(Condition.Test.CONTENT);
        }
        if (value.presence() == Presence.MAYBE) {
            return Optional.of(Condition.Test.PRESENT);
        }
        report(
                ProblemId.NOT_BOOLEAN_LIKE,
                TextCheck.lastOffset(expression),
                "The type '" + TypeNames.of(type) + "' of '" + expression + "' is neither true nor false.",
                "Ask for a boolean, a number, a text, a collection, or something that is Optional or @Nullable.");
        return Optional.empty();
    }

    private boolean hasContent(TypeMirror type) {
        return TypeShapes.isBoolean(type)
                || facts.isText(type)
                || facts.isNumber(type)
                || facts.element(type).isPresent()
                || facts.map(type).isPresent();
    }

    private Test logic(Logic logic, Scope scope) {
        List<Condition> operands = new ArrayList<>();
        Scope here = scope;
        Known together = Known.NOTHING;
        Known apart = Known.NOTHING;
        for (int i = 0; i < logic.operands().size(); i++) {
            Test test = check(logic.operands().get(i), here);
            operands.add(test.condition());
            Known holds = logic.all() ? test.ifTrue() : test.ifFalse();
            Known other = logic.all() ? test.ifFalse() : test.ifTrue();
            apart = i == 0 ? other : apart.or(other.and(together));
            together = together.and(holds);
            here = here.knowing(holds);
        }
        Condition condition = new Condition.Logic(logic.all(), operands);
        return logic.all() ? new Test(condition, together, apart) : new Test(condition, apart, together);
    }

    private Test comparison(Comparison comparison, Scope scope) {
        Operator operator = comparison.operator();
        boolean isEquality = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
        boolean leftIsNull = isNull(comparison.left());
        boolean rightIsNull = isNull(comparison.right());
        if (isEquality && (leftIsNull || rightIsNull)) {
            return presence(leftIsNull ? comparison.right() : comparison.left(), operator, scope);
        }
        Optional<Term> left = expressions.value(comparison.left(), scope, Need.VALUE);
        Optional<Term> right = expressions.value(comparison.right(), scope, Need.VALUE);
        Optional<Condition> condition = left.isPresent() && right.isPresent()
                ? comparisons.check(comparison, left.get(), right.get())
                : Optional.empty();
        return new Test(condition.orElse(new Condition.Always(true)), Known.NOTHING, Known.NOTHING);
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Constant constant && constant.value() == null;
    }

    /** A comparison with null asks whether something is there. */
    private Test presence(Expression expression, Operator operator, Scope scope) {
        if (isNull(expression)) {
            return new Test(new Condition.Always(operator == Operator.EQUAL), Known.NOTHING, Known.NOTHING);
        }
        Optional<Term> value = expressions.value(expression, scope, Need.TEST);
        Known present = expression instanceof Path path ? expressions.paths().presenceOf(path, scope) : Known.NOTHING;
        boolean isPrimitive = value.isPresent() && value.get().type().getKind().isPrimitive();
        Condition there = value.isEmpty() || isPrimitive
                ? new Condition.Always(true)
                : new Condition.True(value.get(), Condition.Test.PRESENT);
        return operator == Operator.UNEQUAL
                ? new Test(there, present, Known.NOTHING)
                : new Test(new Condition.Not(there), Known.NOTHING, present);
    }

    private void report(ProblemId id, int offset, String sentence, String hint) {
        problems.accept(new Problem(id, origins.at(offset), sentence, hint));
    }
}
