package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.Piece;
import dev.cuecard.processor.check.Piece.Choice;
import dev.cuecard.processor.check.Piece.Insert;
import dev.cuecard.processor.check.Piece.Loop;
import dev.cuecard.processor.check.Piece.With;
import dev.cuecard.processor.check.Piece.Words;
import dev.cuecard.processor.check.Presence;
import dev.cuecard.processor.check.Term;
import dev.cuecard.processor.check.TextForm;
import dev.cuecard.processor.check.TextForms;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.TypeShapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;

/**
 * Writes the expressions that make text. A text without choices and loops is one concatenation, if it is not too long;
 * another is appended piece by piece in a method, to a builder of about the right size.
 */
final class TextWriter {

    private static final int MOST_OPERANDS = 100;

    /** What is counted for a value whose length is not known before it is made. */
    private static final int USUAL_VALUE = 16;

    private final TypeReferences types;
    private final Identifiers names;
    private final Locals locals;
    private final TermWriter terms;
    private final FlowWriter flow;
    private final TextForms forms;
    private final List<MethodSpec> methods = new ArrayList<>();

    TextWriter(
            TypeReferences types,
            Identifiers names,
            Locals locals,
            TermWriter terms,
            FlowWriter flow,
            TextForms forms) {
        this.types = types;
        this.names = names;
        this.locals = locals;
        this.terms = terms;
        this.flow = flow;
        this.forms = forms;
    }

    /** Returns the methods that the expressions call. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Returns an expression of type {@code String}. */
    CodeBlock text(Turns.Text text) {
        List<Piece> pieces = text.pieces();
        boolean isPlain = pieces.stream().allMatch(piece -> piece instanceof Words || piece instanceof Insert);
        int words = pieces.stream()
                .mapToInt(piece -> piece instanceof Words each ? each.text().length() : 0)
                .sum();
        CodeBlock code = isPlain && pieces.size() <= MOST_OPERANDS && words <= JavaStrings.LONGEST
                ? concatenation(pieces)
                : appended(pieces);
        return text.trimStart() || text.trimEnd()
                ? CodeBlock.of(
                        "$T.trimmed($L, $L, $L)",
                        types.type("dev.cuecard", "TemplateText"),
                        code,
                        text.trimStart(),
                        text.trimEnd())
                : code;
    }

    private CodeBlock concatenation(List<Piece> pieces) {
        CodeBlock.Builder sum = CodeBlock.builder();
        String plus = "";
        for (Piece piece : pieces) {
            sum.add(plus);
            if (piece instanceof Words words) {
                sum.add(JavaStrings.literal(words.text()));
                plus = words.text().endsWith("\n") ? "\n+ " : " + ";
            } else {
                Term value = ((Insert) piece).value();
                sum.add(plus.isEmpty() ? terms.string(value) : terms.text(value));
                plus = " + ";
            }
        }
        return sum.build();
    }

    private CodeBlock appended(List<Piece> pieces) {
        ClassName builder = types.lang("StringBuilder");
        String text = locals.fresh("text");
        String name = names.method("text");
        CodeBlock statements = flow.statements(pieces, new Builder(text, builder));
        methods.add(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(types.lang("String"))
                .addStatement("$T $N = new $T($L)", builder, text, builder, capacity(pieces))
                .addCode(statements)
                .addStatement("return $N.toString()", text)
                .build());
        return CodeBlock.of("$N()", name);
    }

    /** A string builder as a sink. */
    private record Builder(String name, ClassName type) implements TextSink {
        @Override
        public CodeBlock words(String text) {
            return CodeBlock.of("$N.append($L)", name, JavaStrings.quoted(text));
        }

        @Override
        public CodeBlock value(CodeBlock text, boolean isString) {
            return CodeBlock.of("$N.append($L)", name, text);
        }

        @Override
        public CodeBlock part(Piece piece) {
            throw new IllegalArgumentException("no text: " + piece);
        }

        @Override
        public ParameterSpec parameter() {
            return ParameterSpec.builder(type, name).build();
        }
    }

    /** Returns an expression of about how long a text becomes: too small a builder is copied, too large a one is waste. */
    private CodeBlock capacity(List<Piece> pieces) {
        Map<String, Integer> times = new LinkedHashMap<>();
        int fixed = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Insert insert && isPlainString(insert.value())) {
                times.merge(
                        CodeBlock.of("$L.length()", terms.value(insert.value())).toString(), 1, Integer::sum);
            } else if (piece instanceof Loop loop && isSized(loop.elements())) {
                String size = loop.elements().type() instanceof ArrayType ? "$L.length" : "$L.size()";
                times.merge(
                        CodeBlock.of(size, terms.value(loop.elements())).toString(), length(loop.body()), Integer::sum);
            } else {
                fixed += length(List.of(piece));
            }
        }
        CodeBlock.Builder sum = CodeBlock.builder().add("$L", fixed);
        times.forEach((size, count) -> sum.add(count == 1 ? " + $L" : " + $L * " + count, size));
        return sum.build();
    }

    private boolean isPlainString(Term value) {
        return isInput(value) && forms.of(value.type()) == TextForm.STRING;
    }

    private static boolean isInput(Term value) {
        return value instanceof Access access
                && access.presence() == Presence.ALWAYS
                && access.steps().isEmpty()
                && access.root() instanceof Access.Of of
                && of.property() instanceof Input;
    }

    private static boolean isSized(Term elements) {
        return isInput(elements)
                && (elements.type() instanceof ArrayType || TypeShapes.is(elements.type(), "java.util.List"));
    }

    private static int length(List<Piece> pieces) {
        int length = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Words words) {
                length += words.text().length();
            } else if (piece instanceof Choice choice) {
                int most = length(choice.otherwise());
                for (Piece.Case each : choice.cases()) {
                    most = Math.max(most, length(each.body()));
                }
                length += most;
            } else if (piece instanceof Loop loop) {
                length += 4 * length(loop.body());
            } else {
                length += piece instanceof With with ? length(with.body()) : USUAL_VALUE;
            }
        }
        return Math.min(length, 1 << 20);
    }
}
