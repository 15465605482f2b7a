package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.PathCheck.Need;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Template.Comparison;
import dev.cuecard.processor.template.Template.Constant;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Filtered;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Logic;
import dev.cuecard.processor.template.Template.Not;
import dev.cuecard.processor.template.Template.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Gives expressions their types. Conditions are typed by {@link ConditionCheck}, filters by {@link FilterCheck}. */
final class ExpressionCheck {

    private static final int MOST_ALTERNATIVES = 50;

    private final TypeFacts facts;
    private final Origins origins;
    private final Consumer<Problem> problems;
    private final PathCheck paths;
    private final TextCheck texts;
    private final FilterCheck filters;
    private final ConditionCheck conditions;

    ExpressionCheck(
            PromptDeclaration declaration,
            TypeFacts facts,
            SyntaxRules syntax,
            InputUse use,
            Origins origins,
            Consumer<Problem> problems) {
        this.facts = facts;
        this.origins = origins;
        this.problems = problems;
        PathProblems wording = new PathProblems(declaration, syntax, use, origins, problems);
        this.paths =
                new PathCheck(declaration, facts, syntax, use, wording, (key, scope) -> value(key, scope, Need.VALUE));
        this.texts = new TextCheck(facts, syntax, origins, problems);
        this.filters = new FilterCheck(facts, texts, this, origins, problems);
        this.conditions = new ConditionCheck(facts, this, origins, problems);
    }

    PathCheck paths() {
        return paths;
    }

    TextCheck texts() {
        return texts;
    }

    ConditionCheck conditions() {
        return conditions;
    }

    /** Types an expression that is inserted: it must have a text. */
    Optional<Term> inserted(Expression expression, Scope scope) {
        if (expression instanceof Joined joined) {
            return paths.follow(joined.of(), scope, Need.VALUE).flatMap(value -> texts.lines(joined, value));
        }
        if (expression instanceof Logic logic) {
            return either(logic, scope);
        }
        if (expression instanceof Constant constant && constant.value() == null) {
            return Optional.of(new Term.Constant("", facts.string()));
        }
        return value(expression, scope, Need.VALUE).filter(term -> texts.hasText(expression, term));
    }

    /** Types an expression; what is wrong with it has been reported where nothing is returned. */
    Optional<Term> value(Expression expression, Scope scope, Need need) {
        if (expression instanceof Path path) {
            return paths.follow(path, scope, need).map(access -> access);
        }
        if (expression instanceof Constant constant) {
            return constant(constant);
        }
        if (expression instanceof Filtered filtered) {
            return filters.check(filtered, scope);
        }
        if (expression instanceof Joined joined) {
            return inserted(joined, scope);
        }
        return Optional.of(
                new Term.Truth(conditions.check(expression, scope).condition(), facts.primitive(TypeKind.BOOLEAN)));
    }

    private Optional<Term> constant(Constant constant) {
        Object value = constant.value();
        if (value == null) {
            report(
                    ProblemId.NOT_COMPARABLE,
                    constant.offset(),
                    "null is no value.",
                    "It can only be compared to: {% if x != null %}.");
            return Optional.empty();
        }
        TypeMirror type = value instanceof String
                ? facts.string()
                : facts.primitive(
                        value instanceof Boolean
                                ? TypeKind.BOOLEAN
                                : value instanceof Double ? TypeKind.DOUBLE : kindOf((Long) value));
        return Optional.of(new Term.Constant(value, type));
    }

    private static TypeKind kindOf(long value) {
        return (int) value == value ? TypeKind.INT : TypeKind.LONG;
    }

    /** As in Jinja, {@code a or b} is the first of them that counts as true; conditions alone are a condition. */
    private Optional<Term> either(Logic logic, Scope scope) {
        boolean isCondition = logic.operands().stream().allMatch(this::isCondition);
        if (isCondition) {
            return value(logic, scope, Need.VALUE);
        }
        if (logic.all()) {
            report(
                    ProblemId.TEMPLATE_SYNTAX,
                    logic.offset(),
                    "What 'and' gives cannot be inserted.",
                    "Write {% if … and … %} around what shall be inserted.");
            return Optional.empty();
        }
        if (logic.operands().size() > MOST_ALTERNATIVES) {
            report(
                    ProblemId.TEMPLATE_SYNTAX,
                    logic.offset(),
                    "More than " + MOST_ALTERNATIVES + " values are joined by 'or'.",
                    "Compilers nest them one in the other; add a default method that makes the choice.");
            return Optional.empty();
        }
        List<Condition> tests = new ArrayList<>();
        List<Term> values = new ArrayList<>();
        Scope here = scope;
        for (int i = 0; i < logic.operands().size(); i++) {
            Expression operand = logic.operands().get(i);
            boolean isLast = i == logic.operands().size() - 1;
            Scope where = here;
            if (!isLast) {
                ConditionCheck.Test test = conditions.check(operand, here);
                tests.add(test.condition());
                where = here.knowing(test.ifTrue());
                here = here.knowing(test.ifFalse());
            }
            Optional<Term> term = inserted(operand, where);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            values.add(term.get());
        }
        return Optional.of(new Term.FirstTrue(tests, values, facts.string()));
    }

    private boolean isCondition(Expression expression) {
        return expression instanceof Comparison
                || expression instanceof Not
                || (expression instanceof Logic logic
                        && logic.operands().stream().allMatch(this::isCondition));
    }

    private void report(ProblemId id, int offset, String sentence, String hint) {
        problems.accept(new Problem(id, origins.at(offset), sentence, hint));
    }
}
