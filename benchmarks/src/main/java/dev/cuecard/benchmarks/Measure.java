package dev.cuecard.benchmarks;

/** What is measured. */
public enum Measure {
    ALL,
    /** A look at both in less than a minute, too short for numbers to publish. */
    QUICK,
    RENDER,
    COMPILE
}
