package dev.cuecard.benchmarks.compile;

/** How the prompts are compiled. What the processor adds is what lies between the first and the last. */
enum Way {
    /** The interfaces, no processor. */
    ALONE,
    /** The interfaces and, as sources, the classes that the processor would write; no processor. */
    WRITTEN,
    /** The interfaces, and the processor that writes those classes. */
    PROCESSED
}
