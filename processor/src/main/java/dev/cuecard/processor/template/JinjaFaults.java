package dev.cuecard.processor.template;

import java.util.List;

/**
 * Collects the faults of a Jinja template and of what it includes. It takes a bounded number, for a text that is no
 * template at all would bring thousands that nobody reads.
 */
final class JinjaFaults {

    private static final int MOST = 100;

    private final List<SyntaxFault> faults;

    JinjaFaults(List<SyntaxFault> faults) {
        this.faults = faults;
    }

    /** Adds a fault, once: a file that is included twice has the same faults twice. */
    void add(SyntaxFault fault) {
        if (!isFull() && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Returns whether there is no use in reading on. */
    boolean isFull() {
        return faults.size() >= MOST;
    }
}
