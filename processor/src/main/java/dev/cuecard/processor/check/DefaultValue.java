package dev.cuecard.processor.check;

import java.util.List;

/** What {@code @Default} or a file gives an input, converted to the input's type. */
public sealed interface DefaultValue {

    /**
     * A text.
     *
     * @param text the text
     */
    record OfText(String text) implements DefaultValue {}

    /**
     * A primitive value or its box.
     *
     * @param value the value, of the input's own box
     */
    record OfPrimitive(Object value) implements DefaultValue {}

    /**
     * A {@code BigInteger} or {@code BigDecimal}.
     *
     * @param type its qualified name
     * @param text its digits
     */
    record OfDigits(String type, String text) implements DefaultValue {}

    /**
     * An enum constant.
     *
     * @param constant its name
     */
    record OfEnum(String constant) implements DefaultValue {}

    /**
     * A list.
     *
     * @param values its elements
     */
    record OfList(List<DefaultValue> values) implements DefaultValue {

        public OfList {
            values = List.copyOf(values);
        }
    }
}
