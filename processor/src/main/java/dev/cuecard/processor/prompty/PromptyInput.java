package dev.cuecard.processor.prompty;

import java.util.Locale;
import java.util.Optional;

/**
 * An input that a file declares.
 *
 * @param name its name
 * @param offset where the name stands
 * @param kind what values it takes
 * @param kindOffset where the kind stands, or what it was told from; the name's place if it is not said
 * @param description what it is for, empty if that is not said
 * @param required whether it must be given
 * @param defaultValue what it is if it is left out
 * @param example what it may look like, for readers and tests: never a value
 */
public record PromptyInput(
        String name,
        int offset,
        Kind kind,
        int kindOffset,
        String description,
        boolean required,
        Optional<YamlValue> defaultValue,
        Optional<YamlValue> example) {

    /** The kinds of inputs. */
    public enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        /** A number of the first generation, whole or not. */
        NUMBER,
        BOOLEAN,
        ARRAY,
        OBJECT,
        THREAD,
        IMAGE,
        FILE,
        AUDIO,
        /** Not said, so that the interface alone decides. */
        ANY;

        /** Returns the word for this kind in a file of today. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind that a word of any generation stands for. */
        static Optional<Kind> of(String word) {
            return Optional.ofNullable(
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "string", "str", "text" -> STRING;
                        case "integer", "int" -> INTEGER;
                        case "float", "double" -> FLOAT;
                        case "number" -> NUMBER;
                        case "boolean", "bool" -> BOOLEAN;
                        case "array", "list" -> ARRAY;
                        case "object", "dict", "map" -> OBJECT;
                        case "thread" -> THREAD;
                        case "image" -> IMAGE;
                        case "file" -> FILE;
                        case "audio" -> AUDIO;
                        case "any", "*" -> ANY;
                        default -> null;
                    });
        }

        /** Returns the kind of a value that is written where an input's properties could be. */
        static Kind of(YamlValue value) {
            if (value instanceof YamlValue.Scalar scalar) {
                return switch (scalar.type()) {
                    case STRING -> STRING;
                    case INTEGER -> INTEGER;
                    case FLOAT -> FLOAT;
                    case BOOLEAN -> BOOLEAN;
                    case NULL -> ANY;
                };
            }
            return value instanceof YamlValue.Sequence ? ARRAY : OBJECT;
        }
    }
}
