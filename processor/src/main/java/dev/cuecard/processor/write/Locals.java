package dev.cuecard.processor.write;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.cuecard.processor.check.Piece.LoopUse;
import dev.cuecard.processor.check.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The local variables that stand for a template's variables, and those that are in scope at a place. */
final class Locals {

    private final TypeReferences types;
    private final Identifiers names;
    private final Map<Variable, Names> all = new HashMap<>();
    private final List<Variable> inScope = new ArrayList<>();
    private int number;

    Locals(TypeReferences types, Identifiers names) {
        this.types = types;
        this.names = names;
    }

    /** What a variable and its loop's counters are called; empty where there is no such counter. */
    record Names(String element, String index, String size) {}

    /** Begins the scope of a variable that is no loop's. */
    Names enter(Variable variable) {
        return enter(variable, new LoopUse(false, false));
    }

    /** Begins the scope of a loop's variable. */
    Names enter(Variable variable, LoopUse use) {
        String base = variable.name().equals(".") ? "it" : variable.name();
        String suffix = String.valueOf(++number);
        Names found = new Names(
                names.local(base + suffix),
                use.index() ? names.local("index" + suffix) : "",
                use.length() ? names.local("size" + suffix) : "");
        all.put(variable, found);
        inScope.add(variable);
        return found;
    }

    /** Ends the scope of the variable that was entered last. */
    void leave() {
        inScope.remove(inScope.size() - 1);
    }

    Names of(Variable variable) {
        Names found = all.get(variable);
        if (found == null) {
            throw new IllegalArgumentException("no variable of this template: " + variable.name());
        }
        return found;
    }

    /** Returns a name that no other local has. */
    String fresh(String wanted) {
        return names.local(wanted + ++number);
    }

    /** Returns what is in scope as parameters of a method that takes over a part of the work. */
    List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (Variable variable : inScope) {
            Names called = of(variable);
            parameters.add(
                    ParameterSpec.builder(typeOf(variable), called.element()).build());
            if (!called.index().isEmpty()) {
                parameters.add(ParameterSpec.builder(int.class, called.index()).build());
            }
            if (!called.size().isEmpty()) {
                parameters.add(ParameterSpec.builder(int.class, called.size()).build());
            }
        }
        return parameters;
    }

    private TypeName typeOf(Variable variable) {
        if (variable.held() == null) {
            return types.of(variable.type());
        }
        return types.generic(
                types.type("java.util", "Map", "Entry"),
                WildcardTypeName.subtypeOf(types.boxed(types.of(variable.type()))),
                WildcardTypeName.subtypeOf(types.boxed(types.of(variable.held()))));
    }
}
