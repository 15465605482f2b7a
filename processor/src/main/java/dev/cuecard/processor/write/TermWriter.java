package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.Condition;
import dev.cuecard.processor.check.Presence;
import dev.cuecard.processor.check.Term;
import dev.cuecard.processor.check.TextForm;
import dev.cuecard.processor.check.TextForms;
import dev.cuecard.processor.template.Template.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Writes values, their texts, and conditions as Java expressions. */
final class TermWriter {

    private final String prompt;
    private final TypeReferences types;
    private final Locals locals;
    private final TextForms forms;
    private final AccessWriter accesses;
    private final JsonWriter json;

    TermWriter(
            String prompt, boolean lenient, TextForms forms, TypeReferences types, Identifiers names, Locals locals) {
        this.prompt = prompt;
        this.types = types;
        this.locals = locals;
        this.forms = forms;
        this.accesses = new AccessWriter(prompt, lenient, types, names, locals, this::value);
        this.json = new JsonWriter(types, names);
    }

    /** Returns the methods that the expressions call. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>(accesses.methods());
        methods.addAll(json.methods());
        return methods;
    }

    private boolean isPresent(Term term) {
        return term instanceof Access access ? accesses.isPresent(access) : term.presence() == Presence.ALWAYS;
    }

    /** Returns a value of the term's own type. */
    CodeBlock value(Term term) {
        if (term instanceof Access access) {
            return accesses.access(access);
        }
        if (term instanceof Term.Constant constant) {
            return constant(constant);
        }
        if (term instanceof Term.Edited edited) {
            return edited(edited);
        }
        if (term instanceof Term.Joined joined) {
            return CodeBlock.of(
                    "$T.joined($L, $L)",
                    templateText(),
                    accesses.asIterable(
                            value(joined.elements()), joined.elements().type()),
                    string(joined.separator()));
        }
        if (term instanceof Term.Lines lines) {
            return lines(lines);
        }
        if (term instanceof Term.Length length) {
            return CodeBlock.of("$T.length($L)", conditions(), iterable(length.of()));
        }
        if (term instanceof Term.Fallback fallback) {
            return fallback(fallback);
        }
        if (term instanceof Term.FirstTrue first) {
            return firstTrue(first, 0);
        }
        if (term instanceof Term.Json written) {
            return json.text(value(written.of()), written);
        }
        return CodeBlock.of("($L)", condition(((Term.Truth) term).condition()));
    }

    private CodeBlock constant(Term.Constant constant) {
        if (constant.value() instanceof String text) {
            return CodeBlock.of("$L", JavaStrings.quoted(text));
        }
        boolean isInt = constant.type().getKind() == TypeKind.INT;
        Object value = isInt && constant.value() instanceof Long number ? (Object) number.intValue() : constant.value();
        return JavaNumbers.literal(value, types);
    }

    private CodeBlock edited(Term.Edited edited) {
        CodeBlock of = string(edited.of());
        ClassName locale = types.type("java.util", "Locale");
        return switch (edited.edit()) {
            case UPPER -> CodeBlock.of("$L.toUpperCase($T.ROOT)", of, locale);
            case LOWER -> CodeBlock.of("$L.toLowerCase($T.ROOT)", of, locale);
            case TRIM -> CodeBlock.of("$L.strip()", of);
            case REPLACE ->
                CodeBlock.of(
                        "$L.replace($L, $L)",
                        of,
                        string(edited.arguments().get(0)),
                        string(edited.arguments().get(1)));
        };
    }

    private CodeBlock iterable(Term term) {
        return accesses.asIterable(value(term), term.type());
    }

    private CodeBlock fallback(Term.Fallback fallback) {
        Term value = fallback.value();
        boolean isText = forms.of(fallback.type()) == TextForm.STRING && forms.of(value.type()) != TextForm.STRING;
        if (isPresent(value)) {
            return isText ? string(value) : value(value);
        }
        CodeBlock found = isText ? CodeBlock.of("$T.textOrNull($L)", templateText(), value(value)) : value(value);
        boolean takesText = forms.of(fallback.type()) == TextForm.STRING;
        return CodeBlock.of(
                "$T.or($L, $L)",
                templateText(),
                found,
                takesText ? string(fallback.otherwise()) : value(fallback.otherwise()));
    }

    private CodeBlock firstTrue(Term.FirstTrue first, int index) {
        CodeBlock text = string(first.values().get(index));
        return index == first.tests().size()
                ? text
                : CodeBlock.of("($L ? $L : $L)", operand(first.tests().get(index)), text, firstTrue(first, index + 1));
    }

    /** Returns whether a term's text, as {@link #text} writes it, is a {@code String} and not what appends as one. */
    boolean isString(Term term) {
        return !isPresent(term)
                || term instanceof Term.Constant
                || forms.of(term.type()) == TextForm.STRING
                || forms.of(term.type()) == TextForm.FRACTION
                || forms.of(term.type()) == TextForm.DECIMAL;
    }

    /** Returns what is appended for a term: its text, or a value that is its text once it is joined to one. */
    CodeBlock text(Term term) {
        if (term instanceof Term.Constant constant && !(constant.value() instanceof String)) {
            return CodeBlock.of("$S", constantText(constant.value()));
        }
        CodeBlock value = value(term);
        if (!isPresent(term)) {
            return CodeBlock.of("$T.text($L)", templateText(), value);
        }
        return switch (forms.of(term.type())) {
            case STRING, PLAIN, TO_STRING -> value;
            case FRACTION -> CodeBlock.of("$T.of($L)", templateText(), value);
            case DECIMAL -> CodeBlock.of("$L.toPlainString()", value);
        };
    }

    private static String constantText(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p63) {
            return Long.toString(number.longValue());
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }

    /** Returns a term's text as a {@code String}. */
    CodeBlock string(Term term) {
        return isString(term) ? text(term) : CodeBlock.of("$T.valueOf($L)", types.lang("String"), text(term));
    }

    private CodeBlock lines(Term.Lines lines) {
        Access value = lines.value();
        CodeBlock text = elementText(lines.form());
        if (lines.separators().size() == 2) {
            String group = locals.fresh("group");
            text = CodeBlock.of(
                    "$N -> $L",
                    group,
                    join(
                            value,
                            innerIsArray(value.type())
                                    ? CodeBlock.of("$T.list($N)", arrays(), group)
                                    : CodeBlock.of("$N", group),
                            lines.separators().get(1),
                            text));
        }
        return join(
                value,
                accesses.asIterable(accesses.access(value), value.type()),
                lines.separators().get(0),
                text);
    }

    private static boolean innerIsArray(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return array.getComponentType() instanceof ArrayType;
        }
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && declared.getTypeArguments().get(0) instanceof ArrayType;
    }

    private CodeBlock join(Access value, CodeBlock elements, String separator, CodeBlock text) {
        return CodeBlock.of(
                "$T.join($S, $S, $L, $L, $L)",
                templateText(),
                prompt,
                value.path(),
                elements,
                JavaStrings.quoted(separator),
                text);
    }

    private CodeBlock elementText(TextForm form) {
        return switch (form) {
            case STRING, PLAIN, TO_STRING -> CodeBlock.of("$T::toString", types.lang("Object"));
            case FRACTION -> CodeBlock.of("$T::of", templateText());
            case DECIMAL -> CodeBlock.of("$T::toPlainString", types.type("java.math", "BigDecimal"));
        };
    }

    /** Returns a condition as an expression, to stand alone. */
    CodeBlock condition(Condition condition) {
        if (condition instanceof Condition.Always always) {
            return CodeBlock.of("$L", always.holds());
        }
        if (condition instanceof Condition.Not not) {
            return CodeBlock.of("!$L", operand(not.of()));
        }
        if (condition instanceof Condition.Logic logic) {
            return logic.operands().stream()
                    .map(this::operand)
                    .collect(CodeBlock.joining(logic.all() ? " && " : " || "));
        }
        if (condition instanceof Condition.True asked) {
            return switch (asked.test()) {
                case BOOLEAN -> value(asked.value());
                case NUMBER -> CodeBlock.of("$L != 0", value(asked.value()));
                case CONTENT -> CodeBlock.of("$T.isTrue($L)", conditions(), iterable(asked.value()));
                case PRESENT -> CodeBlock.of("$L != null", value(asked.value()));
            };
        }
        return compared((Condition.Compared) condition);
    }

    /** Returns a condition as a part of another one. */
    private CodeBlock operand(Condition condition) {
        boolean isOne = condition instanceof Condition.Always
                || condition instanceof Condition.Not
                || (condition instanceof Condition.Compared compared && !compared.primitive())
                || (condition instanceof Condition.True asked
                        && (asked.test() == Condition.Test.BOOLEAN || asked.test() == Condition.Test.CONTENT));
        return isOne ? condition(condition) : CodeBlock.of("($L)", condition(condition));
    }

    private CodeBlock compared(Condition.Compared compared) {
        CodeBlock left = iterable(compared.left());
        CodeBlock right = iterable(compared.right());
        Operator operator = compared.operator();
        if (compared.primitive()) {
            return CodeBlock.of("$L $L $L", left, operator.toString(), right);
        }
        String ordered = forms.isNumber(compared.left().type()) ? "isLess" : "isBefore";
        return switch (operator) {
            case EQUAL -> CodeBlock.of("$T.isSame($L, $L)", conditions(), left, right);
            case UNEQUAL -> CodeBlock.of("!$T.isSame($L, $L)", conditions(), left, right);
            case IN -> CodeBlock.of("$T.contains($L, $L)", conditions(), right, left);
            case LESS -> ordered(ordered, left, right, false);
            case LESS_OR_EQUAL -> ordered(ordered, left, right, true);
            case GREATER -> ordered(ordered, right, left, false);
            case GREATER_OR_EQUAL -> ordered(ordered, right, left, true);
        };
    }

    private CodeBlock ordered(String method, CodeBlock less, CodeBlock greater, boolean orSame) {
        return CodeBlock.of("$T.$L($L, $L, $L)", conditions(), method, less, greater, orSame);
    }

    private ClassName templateText() {
        return types.type("dev.cuecard", "TemplateText");
    }

    private ClassName conditions() {
        return types.type("dev.cuecard", "TemplateConditions");
    }

    private ClassName arrays() {
        return types.type("dev.cuecard", "TemplateArrays");
    }
}
