package dev.cuecard.processor.write;

import com.palantir.javapoet.ClassName;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The names of the generated class's fields, methods and variables. An input's own name goes first; what the class needs
 * for itself gives way, and so do names that Java keeps to itself.
 */
final class Identifiers {

    /** Builder methods of these names could override final methods of {@code Object}. */
    private static final Set<String> OF_OBJECT = Set.of("wait", "equals");

    /** A field of such a name would hide the packages that qualified names begin with. */
    private static final Set<String> PACKAGES = Set.of("java", "javax", "dev");

    private final Set<String> taken = new HashSet<>(PACKAGES);
    private final Set<String> methods = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Input, String> fields = new LinkedHashMap<>();
    private final ClassName self;
    private final String binding;
    private final String info;
    private final String model;
    private final String template;

    Identifiers(PromptDeclaration declaration, Elements elements) {
        for (Input input : declaration.inputs()) {
            fields.put(input, fresh(input.name()));
        }
        for (VariableElement constant : ElementFilter.fieldsIn(elements.getAllMembers(declaration.type()))) {
            taken.add(constant.getSimpleName().toString());
        }
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(declaration.type()))) {
            methods.add(method.getSimpleName().toString());
        }
        this.self = ClassName.get(
                declaration.names().packageName(), declaration.names().generated());
        this.binding = fresh("binding");
        this.info = fresh("INFO");
        this.model = fresh("MODEL");
        this.template = fresh("TEMPLATE");
    }

    /** Returns the field of an input, which is also what parameters for it are called. */
    String field(Input input) {
        String name = fields.get(input);
        if (name == null) {
            throw new IllegalArgumentException("no input of this prompt: " + input.name());
        }
        return name;
    }

    /** Returns the builder's method for an input. */
    String setter(Input input) {
        return OF_OBJECT.contains(input.name()) ? input.name() + "_" : avoidKeyword(input.name());
    }

    /** Returns the class itself. */
    ClassName self() {
        return self;
    }

    String binding() {
        return binding;
    }

    String info() {
        return info;
    }

    String model() {
        return model;
    }

    String template() {
        return template;
    }

    /** Returns a name for a local variable or a parameter, which hides no field. */
    String local(String wanted) {
        String name = wanted;
        while (taken.contains(name)) {
            name += "_";
        }
        return name;
    }

    /** Returns a name for a method of the class's own, with a number behind the wanted one. */
    String method(String wanted) {
        int number = numbers.merge(wanted, 1, Integer::sum);
        String name = wanted + number;
        return methods.add(name) ? name : method(wanted);
    }

    private String fresh(String wanted) {
        String name = avoidKeyword(wanted);
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private static String avoidKeyword(String name) {
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }
}
