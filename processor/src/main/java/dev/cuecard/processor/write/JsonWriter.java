package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cuecard.processor.check.JsonShape;
import dev.cuecard.processor.check.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes what makes JSON of values: a method for each record, which calls those of the records in it. */
final class JsonWriter {

    private final TypeReferences types;
    private final Identifiers names;
    private final Map<String, String> methodsOfRecords = new HashMap<>();
    private final List<MethodSpec> methods = new ArrayList<>();

    JsonWriter(TypeReferences types, Identifiers names) {
        this.types = types;
        this.names = names;
    }

    /** Returns the methods that the expressions call. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Returns an expression that is the JSON text of a value. */
    CodeBlock text(CodeBlock value, Term.Json term) {
        return CodeBlock.of("$T.text($L, $L)", json(), value, writer(term.shape(), term.records()));
    }

    /** Returns an expression that writes values of a shape. */
    private CodeBlock writer(JsonShape shape, Map<String, JsonShape.Members> records) {
        if (shape instanceof JsonShape.Plain) {
            return CodeBlock.of("$T::plain", json());
        }
        if (shape instanceof JsonShape.OfRecord record) {
            return CodeBlock.of("$T::$N", names.self(), method(record.key(), records));
        }
        if (shape instanceof JsonShape.OfElements elements) {
            return CodeBlock.of(
                    elements.isArray() ? "$T.array($L)" : "$T.elements($L)",
                    json(),
                    writer(elements.element(), records));
        }
        if (shape instanceof JsonShape.OfMap map) {
            return CodeBlock.of("$T.map($L)", json(), writer(map.value(), records));
        }
        return CodeBlock.of("$T.optional($L)", json(), writer(((JsonShape.OfOptional) shape).value(), records));
    }

    private String method(String key, Map<String, JsonShape.Members> records) {
        String known = methodsOfRecords.get(key);
        if (known != null) {
            return known;
        }
        String name = names.method("json");
        // Known before its members are written, one of which may be of its own type.
        methodsOfRecords.put(key, name);
        JsonShape.Members members = records.get(key);
        if (members == null) {
            throw new IllegalArgumentException("no record " + key);
        }
        TypeMirror type = members.type();
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(types.lang("StringBuilder"), "json")
                .addParameter(types.of(type), "value");
        String before = "{";
        for (JsonShape.Member member : members.members()) {
            method.addStatement(
                    "$T.member(json, $L, $S, value.$N(), $L)",
                    json(),
                    JavaStrings.quoted(before.charAt(0)),
                    member.name(),
                    member.method().getSimpleName().toString(),
                    writer(member.shape(), records));
            before = ",";
        }
        methods.add(method.addStatement("json.append($S)", members.members().isEmpty() ? "{}" : "}")
                .build());
        return name;
    }

    private ClassName json() {
        return types.type("dev.cuecard", "Json");
    }
}
