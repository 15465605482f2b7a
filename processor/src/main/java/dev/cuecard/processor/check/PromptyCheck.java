package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.prompty.PromptyFault;
import dev.cuecard.processor.prompty.PromptyInput;
import dev.cuecard.processor.prompty.PromptyModel;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Distance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;

/** Checks the front matter of a {@code .prompty} file against the interface, both ways. */
final class PromptyCheck {

    private final PromptDeclaration declaration;
    private final TypeFacts facts;
    private final Consumer<Problem> problems;

    PromptyCheck(PromptDeclaration declaration, TypeFacts facts, Consumer<Problem> problems) {
        this.declaration = declaration;
        this.facts = facts;
        this.problems = problems;
    }

    void check(TemplateSource source) {
        if (source.prompty().isEmpty()) {
            return;
        }
        Prompty prompty = source.prompty().get();
        Place file = source.place();
        for (PromptyFault fault : prompty.faults()) {
            problems.accept(new Problem(ProblemId.PROMPTY, file.at(fault.offset()), fault.sentence(), fault.details()));
        }
        prompty.model().flatMap(PromptyModel::apiType).ifPresent(type -> {
            if (!type.value().toLowerCase(Locale.ROOT).equals("chat")) {
                report(
                        file.at(type.offset()),
                        "The file asks for '" + type.value() + "', and Cuecard sends chat prompts only.",
                        "Write 'apiType: chat', or take the line away.");
            }
        });
        Map<String, Input> methods = new LinkedHashMap<>();
        declaration.inputs().forEach(input -> methods.put(input.name(), input));
        for (PromptyInput input : prompty.inputs()) {
            Input method = methods.get(input.name());
            if (method == null) {
                withoutMethod(input, methods.keySet(), file);
            } else {
                checkKind(input, method, file);
            }
        }
        if (prompty.declaresInputs()) {
            Set<String> declared = Stream.concat(prompty.inputs().stream(), prompty.sampled().stream())
                    .map(PromptyInput::name)
                    .collect(Collectors.toSet());
            methods.values().stream()
                    .filter(input -> !declared.contains(input.name()))
                    .forEach(input -> undeclared(input, declared, file.at(prompty.inputsOffset())));
        }
    }

    private void withoutMethod(PromptyInput input, Set<String> methods, Place file) {
        if (declaration.refused().contains(input.name())) {
            return;
        }
        List<String> details = new ArrayList<>();
        Distance.nearest(input.name(), methods).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add("Declare a method '" + javaType(input.kind()) + " " + input.name()
                + "()', or take the input out of the file.");
        report(
                file.at(input.offset()),
                "The prompt '" + declaration.names().shown() + "' has no method for the file's input '" + input.name()
                        + "'.",
                details.toArray(String[]::new));
    }

    private void undeclared(Input input, Set<String> declared, Place inputs) {
        List<String> details = new ArrayList<>();
        Distance.nearest(input.name(), declared).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add("Add it to the file's inputs, or make its method a default one.");
        report(
                inputs,
                "The file does not declare the input '" + input.name() + "' of the prompt '"
                        + declaration.names().shown() + "'.",
                details.toArray(String[]::new));
    }

    private void checkKind(PromptyInput input, Input method, Place file) {
        TypeMirror type = facts.bound(facts.held(method.type()).orElse(method.type()));
        if (input.kind() == PromptyInput.Kind.FILE || input.kind() == PromptyInput.Kind.AUDIO) {
            report(
                    file.at(input.kindOffset()),
                    "The input '" + input.name() + "' is of the kind '"
                            + input.kind().word() + "', which Cuecard cannot send.",
                    "Text, numbers, booleans, lists, objects, images and threads can be sent.");
        } else if (!fits(input.kind(), type)) {
            report(
                    file.at(input.kindOffset()),
                    "The input '" + input.name() + "' is of the kind '"
                            + input.kind().word() + "' in the file, and of type '" + TypeNames.of(type)
                            + "' in the prompt '" + declaration.names().shown() + "'.",
                    "A method of this kind returns " + javaType(input.kind()) + ".");
        }
    }

    private boolean fits(PromptyInput.Kind kind, TypeMirror type) {
        return switch (kind) {
            case STRING -> facts.isText(type) || facts.isEnum(type);
            case INTEGER -> facts.isWhole(type) || TypeShapes.is(type, "java.math.BigInteger");
            case FLOAT, NUMBER -> facts.isNumber(type);
            case BOOLEAN -> TypeShapes.isBoolean(type);
            case ARRAY -> facts.element(type).isPresent() && facts.map(type).isEmpty();
            case OBJECT ->
                facts.map(type).isPresent()
                        || facts.isRecord(type)
                        || (!facts.isScalar(type) && !facts.properties(type).isEmpty());
            case THREAD -> facts.isMessages(type);
            case IMAGE -> facts.isImage(type);
            case FILE, AUDIO, ANY -> true;
        };
    }

    private static String javaType(PromptyInput.Kind kind) {
        return switch (kind) {
            case STRING, FILE, AUDIO, ANY -> "String";
            case INTEGER -> "int";
            case FLOAT, NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case ARRAY -> "List<String>";
            case OBJECT -> "Map<String, String>";
            case THREAD -> "List<Message>";
            case IMAGE -> "Image";
        };
    }

    private void report(Place place, String sentence, String... details) {
        problems.accept(new Problem(ProblemId.PROMPTY, place, sentence, details));
    }
}
