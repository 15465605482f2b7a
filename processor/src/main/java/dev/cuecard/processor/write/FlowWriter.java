package dev.cuecard.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.cuecard.processor.check.Piece;
import dev.cuecard.processor.check.Piece.Case;
import dev.cuecard.processor.check.Piece.Choice;
import dev.cuecard.processor.check.Piece.Insert;
import dev.cuecard.processor.check.Piece.Loop;
import dev.cuecard.processor.check.Piece.With;
import dev.cuecard.processor.check.Piece.Words;
import dev.cuecard.processor.check.Presence;
import dev.cuecard.processor.check.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;

/**
 * Writes pieces of a template as statements: text is appended, choices and loops are Java's own. What is long becomes
 * methods of its own, for Java allows a method 64 KiB.
 */
final class FlowWriter {

    /** How many statements a method has at most; each takes some dozens of bytes. */
    private static final int MOST_STATEMENTS = 400;

    private static final int SMALL = 8;

    private final TypeReferences types;
    private final Identifiers names;
    private final Locals locals;
    private final TermWriter terms;
    private final List<MethodSpec> methods = new ArrayList<>();

    FlowWriter(TypeReferences types, Identifiers names, Locals locals, TermWriter terms) {
        this.types = types;
        this.names = names;
        this.locals = locals;
        this.terms = terms;
    }

    /** Returns the methods that the statements call. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Returns the statements that put pieces into a sink. */
    CodeBlock statements(List<Piece> pieces, TextSink sink) {
        if (weight(pieces) <= MOST_STATEMENTS) {
            CodeBlock.Builder code = CodeBlock.builder();
            pieces.forEach(piece -> add(piece, sink, code));
            return code.build();
        }
        CodeBlock.Builder calls = CodeBlock.builder();
        List<Piece> part = new ArrayList<>();
        int weight = 0;
        for (Piece piece : pieces) {
            int more = ownWeight(piece);
            if (!part.isEmpty() && weight + more > MOST_STATEMENTS) {
                calls.add(call(part, sink));
                part = new ArrayList<>();
                weight = 0;
            }
            part.add(piece);
            weight += more;
        }
        return calls.add(call(part, sink)).build();
    }

    private static int weight(List<Piece> pieces) {
        return pieces.stream().mapToInt(FlowWriter::weight).sum();
    }

    private static int weight(Piece piece) {
        if (piece instanceof Words words) {
            return 1 + words.text().length() / JavaStrings.LONGEST;
        }
        if (piece instanceof Choice choice) {
            return 2
                    + choice.cases().stream()
                            .mapToInt(each -> 1 + weight(each.body()))
                            .sum()
                    + weight(choice.otherwise());
        }
        if (piece instanceof Loop loop) {
            return 4 + weight(loop.body());
        }
        return piece instanceof With with ? 2 + weight(with.body()) : 1;
    }

    /** The weight of a piece once its long bodies are methods of their own. */
    private static int ownWeight(Piece piece) {
        int whole = weight(piece);
        if (whole <= MOST_STATEMENTS) {
            return whole;
        }
        return piece instanceof Choice choice ? 2 + (2 + SMALL) * choice.cases().size() : 6;
    }

    /** Returns a call of a method that puts these pieces into the sink. */
    private CodeBlock call(List<Piece> pieces, TextSink sink) {
        String name = names.method("append");
        CodeBlock.Builder code = CodeBlock.builder();
        pieces.forEach(piece -> add(piece, sink, code));
        List<ParameterSpec> parameters = new ArrayList<>(List.of(sink.parameter()));
        parameters.addAll(locals.parameters());
        methods.add(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .addParameters(parameters)
                .addCode(code.build())
                .build());
        return CodeBlock.builder()
                .addStatement(
                        "$N($L)",
                        name,
                        parameters.stream()
                                .map(parameter -> CodeBlock.of("$N", parameter.name()))
                                .collect(CodeBlock.joining(", ")))
                .build();
    }

    private void add(Piece piece, TextSink sink, CodeBlock.Builder code) {
        if (piece instanceof Words words) {
            JavaStrings.pieces(words.text()).forEach(part -> code.addStatement(sink.words(part)));
        } else if (piece instanceof Insert insert) {
            code.addStatement(sink.value(terms.text(insert.value()), terms.isString(insert.value())));
        } else if (piece instanceof Choice choice) {
            addChoice(choice, sink, code);
        } else if (piece instanceof Loop loop) {
            addLoop(loop, sink, code);
        } else if (piece instanceof With with) {
            addWith(with, sink, code);
        } else {
            code.addStatement(sink.part(piece));
        }
    }

    private void addChoice(Choice choice, TextSink sink, CodeBlock.Builder code) {
        boolean first = true;
        for (Case each : choice.cases()) {
            CodeBlock condition = terms.condition(each.condition());
            if (first) {
                code.beginControlFlow("if ($L)", condition);
            } else {
                code.nextControlFlow("else if ($L)", condition);
            }
            first = false;
            code.add(body(each.body(), sink, weight(choice)));
        }
        if (!choice.otherwise().isEmpty()) {
            code.nextControlFlow("else");
            code.add(body(choice.otherwise(), sink, weight(choice)));
        }
        code.endControlFlow();
    }

    private CodeBlock body(List<Piece> pieces, TextSink sink, int weightOfWhole) {
        boolean apart = weightOfWhole > MOST_STATEMENTS && weight(pieces) > SMALL && weight(pieces) <= MOST_STATEMENTS;
        return apart ? call(pieces, sink) : statements(pieces, sink);
    }

    private void addLoop(Loop loop, TextSink sink, CodeBlock.Builder code) {
        CodeBlock elements = terms.value(loop.elements());
        boolean isMap = loop.variable().isEntry();
        boolean isArray = loop.elements().type() instanceof ArrayType;
        if (loop.elements().presence() != Presence.ALWAYS) {
            elements = isArray
                    ? CodeBlock.of("$T.list($L)", types.type("dev.cuecard", "TemplateArrays"), elements)
                    : CodeBlock.of("$T.each($L)", types.type("dev.cuecard", "TemplateText"), elements);
        }
        boolean counts = loop.counts().length();
        if (counts) {
            String all = locals.fresh("all");
            code.addStatement("var $N = $L", all, elements);
            elements = CodeBlock.of("$N", all);
        }
        Locals.Names called = locals.enter(loop.variable(), loop.counts());
        if (counts) {
            boolean isPlainArray = isArray && loop.elements().presence() == Presence.ALWAYS;
            code.addStatement(
                    isPlainArray ? "int $N = $L.length" : "int $N = $T.length($L)",
                    isPlainArray
                            ? new Object[] {called.size(), elements}
                            : new Object[] {called.size(), types.type("dev.cuecard", "TemplateConditions"), elements});
        }
        String next = called.index().isEmpty() ? "" : locals.fresh("next");
        if (!next.isEmpty()) {
            code.addStatement("int $N = 0", next);
        }
        code.beginControlFlow(isMap ? "for (var $N : $L.entrySet())" : "for (var $N : $L)", called.element(), elements);
        if (!next.isEmpty()) {
            code.addStatement("int $N = $N++", called.index(), next);
        }
        code.add(statements(loop.body(), sink));
        code.endControlFlow();
        locals.leave();
    }

    private void addWith(With with, TextSink sink, CodeBlock.Builder code) {
        if (!uses(with.body(), with.variable())) {
            code.add(statements(with.body(), sink));
            return;
        }
        CodeBlock value = terms.value(with.value());
        Locals.Names called = locals.enter(with.variable());
        code.addStatement("var $N = $L", called.element(), value);
        code.add(statements(with.body(), sink));
        locals.leave();
    }

    private static boolean uses(List<Piece> pieces, Variable variable) {
        return PieceTerms.of(pieces).stream()
                .anyMatch(access -> PieceTerms.variables(access).contains(variable));
    }
}
