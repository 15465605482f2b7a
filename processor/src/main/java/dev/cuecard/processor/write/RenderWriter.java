package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.check.Turn;
import dev.cuecard.processor.read.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Writes {@code render()}: the messages of the template as straight-line code. */
final class RenderWriter {

    private static final int MOST_TURNS = 200;
    private static final String MESSAGE_PACKAGE = "dev.cuecard.message";

    private final CheckedPrompt prompt;
    private final TypeReferences types;
    private final Identifiers names;
    private final TextWriter texts;
    private final List<MethodSpec> methods = new ArrayList<>();

    RenderWriter(CheckedPrompt prompt, TypeReferences types, Identifiers names) {
        this.prompt = prompt;
        this.types = types;
        this.names = names;
        this.texts = new TextWriter(prompt.declaration().names().shown(), types, names);
    }

    List<MethodSpec> write() {
        List<Turn> turns = prompt.turns();
        boolean splices = turns.stream().anyMatch(Turn.Splice.class::isInstance);
        MethodSpec.Builder render = MethodSpec.methodBuilder("render")
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(listOfMessages());
        if (splices || turns.size() > MOST_TURNS) {
            gather(turns, render);
        } else {
            CodeBlock messages = turns.stream()
                    .map(turn -> message((Turn.Say) turn))
                    .collect(CodeBlock.joining(turns.size() > 1 ? ",\n" : ", "));
            render.addStatement(turns.size() > 1 ? "return $T.of(\n$L)" : "return $T.of($L)", list(), messages);
        }
        List<MethodSpec> written = new ArrayList<>(List.of(render.build()));
        written.addAll(methods);
        written.addAll(texts.methods());
        return written;
    }

    private void gather(List<Turn> turns, MethodSpec.Builder render) {
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

    private CodeBlock added(Turn turn, String messages) {
        if (turn instanceof Turn.Say say) {
            return CodeBlock.of("$N.add($L)", messages, message(say));
        }
        Turn.Splice splice = (Turn.Splice) turn;
        CodeBlock value = texts.access(splice.value());
        if (!splice.many()) {
            return CodeBlock.of("$N.add($L)", messages, value);
        }
        boolean isOwnInput =
                splice.value().root() instanceof Input && splice.value().steps().isEmpty();
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

    private CodeBlock message(Turn.Say say) {
        String role = say.speaker().name().toLowerCase(Locale.ROOT);
        ClassName message = types.type(MESSAGE_PACKAGE, "Message");
        if (say.parts().isEmpty()) {
            return CodeBlock.of("$T.$L(\"\")", message, role);
        }
        if (say.parts().size() == 1 && say.parts().get(0) instanceof Turn.Text text) {
            return CodeBlock.of("$T.$L($L)", message, role, texts.text(text.pieces()));
        }
        CodeBlock parts = say.parts().stream().map(this::part).collect(CodeBlock.joining(", "));
        return CodeBlock.of("$T.$L($L)", message, role, parts);
    }

    private CodeBlock part(Turn.Part part) {
        return part instanceof Turn.Text text
                ? CodeBlock.of("new $T($L)", types.type(MESSAGE_PACKAGE, "Text"), texts.text(text.pieces()))
                : texts.access(((Turn.Picture) part).value());
    }

    private TypeName listOfMessages() {
        return types.generic(list(), types.type(MESSAGE_PACKAGE, "Message"));
    }

    private ClassName list() {
        return types.type("java.util", "List");
    }
}
