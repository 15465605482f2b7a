package dev.cuecard.processor.check;

/** Whether a value may be missing when the prompt is rendered. */
public enum Presence {
    /** It is there: its type, a check before, or a condition around it says so. */
    ALWAYS,
    /** Nothing says that it may be null, and nothing keeps it from being so. */
    UNCHECKED,
    /** It may be missing, and what is made of it copes with that. */
    MAYBE
}
