package dev.cuecard.benchmarks;

/** What is measured. */
public enum Measure {
    ALL,
    /** A look at each in less than a minute, too short for numbers to publish. */
    QUICK,
    RENDER,
    COMPILE,
    STREAM;

    /** Whether one of the parts is to be measured. */
    boolean includes(Measure part) {
        return this == ALL || this == QUICK || this == part;
    }
}
