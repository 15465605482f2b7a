package dev.cuecard;

/**
 * A setting's value and where it was set.
 *
 * @param value the value, which may be a secret
 * @param origin where it was set, as a reader of a message would look for it
 */
record Sourced(String value, String origin) {

    /** Shows no value: it may be a key. */
    @Override
    public String toString() {
        return "Sourced[" + origin + "]";
    }
}
