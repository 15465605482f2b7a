package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.check.Piece;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code render()}: the messages of the template as straight-line code. Where what messages there are depends on
 * values, a {@code Transcript} takes down text and roles as they come.
 */
final class RenderWriter {

    private static final int MOST_TURNS = 200;
    private static final String MESSAGE_PACKAGE = "dev.cuecard.message";

    private final CheckedPrompt prompt;
    private final TypeReferences types;
    private final Identifiers names;
    private final TermWriter terms;
    private final FlowWriter flow;
    private final TextWriter texts;
    private final Locals locals;
    private final List<MethodSpec> methods = new ArrayList<>();

    RenderWriter(CheckedPrompt prompt, TypeReferences types, Identifiers names) {
        this.prompt = prompt;
        this.types = types;
        this.names = names;
        this.locals = new Locals(types, names);
        this.terms = new TermWriter(
                prompt.declaration().names().shown(), prompt.layout().lenient(), prompt.forms(), types, names, locals);
        this.flow = new FlowWriter(types, names, locals, terms);
        this.texts = new TextWriter(types, names, locals, terms, flow, prompt.forms());
    }

    List<MethodSpec> write() {
        MethodSpec.Builder render = MethodSpec.methodBuilder("render")
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(listOfMessages());
        Optional<List<Turns.Turn>> turns = Turns.of(prompt.pieces(), prompt.layout());
        if (turns.isEmpty()) {
            transcribe(render);
        } else if (turns.get().size() > MOST_TURNS || turns.get().stream().anyMatch(Turns.Spliced.class::isInstance)) {
            gather(turns.get(), render);
        } else {
            CodeBlock messages = turns.get().stream()
                    .map(turn -> message((Turns.Say) turn))
                    .collect(CodeBlock.joining(turns.get().size() > 1 ? ",\n" : ", "));
            render.addStatement(turns.get().size() > 1 ? "return $T.of(\n$L)" : "return $T.of($L)", list(), messages);
        }
        List<MethodSpec> written = new ArrayList<>(List.of(render.build()));
        written.addAll(methods);
        written.addAll(texts.methods());
        written.addAll(flow.methods());
        written.addAll(terms.methods());
        return written;
    }

    private void transcribe(MethodSpec.Builder render) {
        String messages = names.local("messages");
        ClassName transcript = types.type("dev.cuecard", "Transcript");
        render.addStatement(
                "$T $N = new $T($L, $L)",
                transcript,
                messages,
                transcript,
                role(prompt.layout().first()),
                prompt.layout().withoutNewlines());
        render.addCode(flow.statements(prompt.pieces(), new TranscriptSink(messages, transcript)));
        render.addStatement("return $N.messages()", messages);
    }

    /** A transcript as a sink. */
    private final class TranscriptSink implements TextSink {

        private final String name;
        private final ClassName type;

        TranscriptSink(String name, ClassName type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public CodeBlock words(String text) {
            return CodeBlock.of("$N.words($L)", name, JavaStrings.quoted(text));
        }

        @Override
        public CodeBlock value(CodeBlock text, boolean isString) {
            return CodeBlock.of(
                    "$N.value($L)", name, isString ? text : CodeBlock.of("$T.valueOf($L)", types.lang("String"), text));
        }

        @Override
        public CodeBlock part(Piece piece) {
            if (piece instanceof Piece.Open open) {
                return CodeBlock.of("$N.open($L, $S)", name, role(open.speaker()), open.name());
            }
            if (piece instanceof Piece.Picture picture) {
                return CodeBlock.of("$N.image($L)", name, terms.value(picture.value()));
            }
            return CodeBlock.of("$N.splice($L)", name, terms.value(((Piece.Splice) piece).value()));
        }

        @Override
        public ParameterSpec parameter() {
            return ParameterSpec.builder(type, name).build();
        }
    }

    private void gather(List<Turns.Turn> turns, MethodSpec.Builder render) {
        String messages = names.local("messages");
        render.addStatement("$T $N = new $T<>()", listOfMessages(), messages, types.type("java.util", "ArrayList"));
        if (turns.size() <= MOST_TURNS) {
            turns.forEach(turn -> render.addStatement(added(turn, messages)));
        } else {
            for (int start = 0; start < turns.size(); start += MOST_TURNS) {
                String part = names.method("addMessages");
                MethodSpec.Builder method = MethodSpec.methodBuilder(part)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(listOfMessages(), messages);
                turns.subList(start, Math.min(turns.size(), start + MOST_TURNS))
                        .forEach(turn -> method.addStatement(added(turn, messages)));
                methods.add(method.build());
                render.addStatement("$N($N)", part, messages);
            }
        }
        render.addStatement("return $T.copyOf($N)", list(), messages);
    }

    private CodeBlock added(Turns.Turn turn, String messages) {
        if (turn instanceof Turns.Say say) {
            return CodeBlock.of("$N.add($L)", messages, message(say));
        }
        Piece.Splice splice = ((Turns.Spliced) turn).splice();
        CodeBlock value = terms.value(splice.value());
        if (!splice.many()) {
            return CodeBlock.of("$N.add($L)", messages, value);
        }
        boolean isOwnInput = splice.value().root() instanceof Access.Of of
                && of.property() instanceof Input
                && splice.value().steps().isEmpty();
        return isOwnInput
                ? CodeBlock.of("$N.addAll($L)", messages, value)
                : CodeBlock.of(
                        "$N.addAll($T.list($S, $S, $L))",
                        messages,
                        types.type("dev.cuecard", "Inputs"),
                        prompt.declaration().names().shown(),
                        splice.value().path(),
                        value);
    }

    private CodeBlock message(Turns.Say say) {
        CodeBlock message = unnamed(say);
        return say.name().isEmpty() ? message : CodeBlock.of("$L.named($S)", message, say.name());
    }

    private CodeBlock unnamed(Turns.Say say) {
        String role = say.speaker().name().toLowerCase(Locale.ROOT);
        ClassName message = types.type(MESSAGE_PACKAGE, "Message");
        if (say.parts().isEmpty()) {
            return CodeBlock.of("$T.$L(\"\")", message, role);
        }
        if (say.parts().size() == 1 && say.parts().get(0) instanceof Turns.Text text) {
            return CodeBlock.of("$T.$L($L)", message, role, texts.text(text));
        }
        CodeBlock parts = say.parts().stream().map(this::part).collect(CodeBlock.joining(", "));
        return CodeBlock.of("$T.$L($L)", message, role, parts);
    }

    private CodeBlock part(Turns.Part part) {
        return part instanceof Turns.Text text
                ? CodeBlock.of("new $T($L)", types.type(MESSAGE_PACKAGE, "Text"), texts.text(text))
                : terms.value(((Turns.Shown) part).picture().value());
    }

    private CodeBlock role(Speaker speaker) {
        return CodeBlock.of("$T.$L", types.type(MESSAGE_PACKAGE, "Role"), speaker.name());
    }

    private TypeName listOfMessages() {
        return types.generic(list(), types.type(MESSAGE_PACKAGE, "Message"));
    }

    private ClassName list() {
        return types.type("java.util", "List");
    }
}
