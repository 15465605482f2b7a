package dev.cuecard.processor.prompty;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A value of the front matter. Values of a file that the front matter refers to stand where the reference does.
 *
 * <p>Values that anchors repeat are the same objects, and no deeper or more than {@link YamlReader} allows.
 */
public sealed interface YamlValue {

    /** Returns where it stands in the {@code .prompty} file. */
    int offset();

    /** Returns the value as JSON with no white space. Infinite numbers, which JSON lacks, become strings. */
    default String toJson() {
        return JsonText.of(this);
    }

    /**
     * A single value.
     *
     * @param text its text, without quotes
     * @param type what it is by YAML's core schema
     * @param offset where it stands
     */
    record Scalar(String text, Type type, int offset) implements YamlValue {

        /** Returns whether it is a number, one that is finite. */
        boolean isNumber() {
            return type == Type.INTEGER
                    || (type == Type.FLOAT
                            && !text.toLowerCase(Locale.ROOT).contains(".inf")
                            && !text.equalsIgnoreCase(".nan"));
        }

        /** Returns the value of an integer, which may be written in base 8 or 16. */
        BigInteger toInteger() {
            if (text.startsWith("0x") || text.startsWith("0o")) {
                return new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8);
            }
            return new BigInteger(text);
        }
    }

    /** What a scalar is. */
    enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    /**
     * A list.
     *
     * @param values its elements
     * @param offset where it stands
     */
    record Sequence(List<YamlValue> values, int offset) implements YamlValue {

        public Sequence {
            values = List.copyOf(values);
        }
    }

    /**
     * A mapping; no two of its keys are the same.
     *
     * @param entries its entries in order
     * @param offset where it stands
     */
    record Mapping(List<Entry> entries, int offset) implements YamlValue {

        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Returns the entry with a key, unless its value is null, which says as little as no entry. */
        public Optional<Entry> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key) && !isNull(entry.value()))
                    .findFirst();
        }

        /** Returns the value of a key, unless it is null. */
        public Optional<YamlValue> value(String key) {
            return entry(key).map(Entry::value);
        }

        /** Returns the first entry that has one of some keys, in the order of the keys. */
        Optional<Entry> firstOf(String... keys) {
            for (String key : keys) {
                Optional<Entry> entry = entry(key);
                if (entry.isPresent()) {
                    return entry;
                }
            }
            return Optional.empty();
        }
    }

    /**
     * An entry of a mapping.
     *
     * @param key its key
     * @param keyOffset where the key stands
     * @param value its value
     */
    record Entry(String key, int keyOffset, YamlValue value) {}

    /** Returns whether a value is null. */
    static boolean isNull(YamlValue value) {
        return value instanceof Scalar scalar && scalar.type() == Type.NULL;
    }
}
