package dev.cuecard.processor.check;

/** How a value becomes text. Every form is the same in all locales. */
public enum TextForm {
    /** A string as it is. */
    STRING,
    /** What joining strings does by itself: integers, booleans, characters. */
    PLAIN,
    /** A binary fraction: without {@code .0} where it is whole. */
    FRACTION,
    /** A {@code BigDecimal} without an exponent. */
    DECIMAL,
    /** What the value's own {@code toString()} says. */
    TO_STRING
}
