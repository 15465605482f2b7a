package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.Access.Counter;
import dev.cuecard.processor.check.Piece.LoopUse;
import dev.cuecard.processor.read.Input;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which inputs a template uses, to tell of those it does not; and which counters of its loops. */
final class InputUse {

    private final Set<String> names = new HashSet<>();
    private final Map<Integer, Set<Counter>> counters = new HashMap<>();
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

    /** A counter of a loop is used; the loop is named by the number of its variable. */
    void counted(int variable, Counter counter) {
        counters.computeIfAbsent(variable, any -> EnumSet.noneOf(Counter.class)).add(counter);
    }

    /** Returns what a loop has to count. */
    LoopUse countsOf(int variable) {
        Set<Counter> used = counters.getOrDefault(variable, Set.of());
        boolean length = used.contains(Counter.LENGTH) || used.contains(Counter.LAST);
        return new LoopUse(!used.isEmpty() && !used.equals(Set.of(Counter.LENGTH)), length);
    }

    /** Something could not be read, which may use any input. */
    void unreadable() {
        all = true;
    }

    void reportUnused(List<Input> inputs, SyntaxRules syntax, Consumer<Problem> problems) {
        if (all) {
            return;
        }
        for (Input input : inputs) {
            if (!names.contains(input.name())) {
                problems.accept(new Problem(
                        ProblemId.UNUSED_INPUT,
                        input.place(),
                        "The template does not use the input '" + input.name() + "'.",
                        "Insert it as " + syntax.placeholder(input.name()) + ", remove its method, or put"
                                + " @SuppressWarnings(\"cuecard:unused-input\") on the method."));
            }
        }
    }
}
