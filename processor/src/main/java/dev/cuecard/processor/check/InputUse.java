package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Which inputs a template uses, to tell of those it does not. */
final class InputUse {

    private final Set<String> names = new HashSet<>();
    private boolean all;

    /** A placeholder begins with this input. */
    void used(String name) {
        names.add(name);
    }

    /** A message suggests this input: one message about it is enough. */
    void named(String name) {
        names.add(name);
    }

    /** A default method is used, which may use any input. */
    void usedAll() {
        all = true;
    }

    void reportUnused(List<Input> inputs, Consumer<Problem> problems) {
        if (all) {
            return;
        }
        for (Input input : inputs) {
            if (!names.contains(input.name())) {
                problems.accept(new Problem(
                        ProblemId.UNUSED_INPUT,
                        input.place(),
                        "The template does not use the input '" + input.name() + "'.",
                        "Insert it as {" + input.name() + "}, remove its method, or put"
                                + " @SuppressWarnings(\"cuecard:unused-input\") on the method."));
            }
        }
    }
}
