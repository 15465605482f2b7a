package dev.cuecard.processor.prompty;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the faults of a file. */
final class Faults {

    // What an anchor repeats is faulty only once.
    private final Set<PromptyFault> faults = new LinkedHashSet<>();

    void add(int offset, String sentence, String... details) {
        faults.add(new PromptyFault(offset, sentence, List.of(details)));
    }

    void add(PromptyFault fault) {
        faults.add(fault);
    }

    List<PromptyFault> inOrder() {
        return faults.stream()
                .sorted(Comparator.comparingInt(PromptyFault::offset))
                .toList();
    }
}
