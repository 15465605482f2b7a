package dev.cuecard.processor.write;

import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.read.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings the generated class must keep quiet about: those that stem from how the interface was written, which its
 * author has seen there already.
 */
final class CompilerWarnings {

    private final Elements elements;
    private final Types types;
    private final Set<String> names = new TreeSet<>();

    CompilerWarnings(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    List<String> of(CheckedPrompt prompt) {
        TypeElement type = prompt.declaration().type();
        addUse(type);
        List<Property> properties = new ArrayList<>(prompt.declaration().inputs());
        properties.addAll(prompt.declaration().computed());
        for (Property property : properties) {
            addUse(property.method());
            addUse(property.type());
        }
        PieceTerms.of(prompt.pieces()).forEach(this::addUse);
        prompt.defaults().keySet().forEach(input -> addConstants(input.valueType()));
        TypeElement serializable = elements.getTypeElement("java.io.Serializable");
        if (serializable != null && types.isSubtype(type.asType(), serializable.asType())) {
            names.add("serial");
        }
        ModuleElement module = elements.getModuleOf(type);
        if (module != null && !module.isUnnamed()) {
            names.add("exports");
        }
        return List.copyOf(names);
    }

    private void addUse(Element element) {
        Deprecated deprecated = element.getAnnotation(Deprecated.class);
        if (deprecated != null) {
            names.add(deprecated.forRemoval() ? "removal" : "deprecation");
        }
    }

    /** An enum's constants may be deprecated one by one. */
    private void addConstants(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            declared.asElement().getEnclosedElements().stream()
                    .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                    .forEach(this::addUse);
        }
    }

    private void addUse(@Nullable TypeMirror type) {
        if (type instanceof ArrayType array) {
            addUse(array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            addUse(wildcard.getExtendsBound());
            addUse(wildcard.getSuperBound());
        } else if (type instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            addUse(element);
            if (declared.getTypeArguments().isEmpty()
                    && !element.getTypeParameters().isEmpty()) {
                names.addAll(Set.of("rawtypes", "unchecked"));
            }
            declared.getTypeArguments().forEach(this::addUse);
        }
    }

    private void addUse(Access access) {
        for (Access.Step step : access.steps()) {
            if (step instanceof Access.Call call) {
                addUse(call.method());
            }
        }
    }
}
