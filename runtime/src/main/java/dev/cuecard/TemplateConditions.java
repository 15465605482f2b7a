package dev.cuecard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of templates ask, after Jinja: empty texts and collections, zero, false and what is missing count as
 * false; numbers are compared by their value, whatever their types. Called by generated code.
 */
public final class TemplateConditions {

    private TemplateConditions() {}

    /**
     * Returns whether a box counts as true.
     *
     * @param value the box, or null
     * @return whether it holds true
     */
    public static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    /**
     * Returns whether a number counts as true.
     *
     * @param value the number, or null
     * @return whether it is another one than zero
     */
    public static boolean isTrue(@Nullable Number value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() != 0;
        }
        if (value instanceof BigInteger whole) {
            return whole.signum() != 0;
        }
        return value != null && value.doubleValue() != 0;
    }

    /**
     * Returns whether a text counts as true.
     *
     * @param value the text, or null
     * @return whether it has characters
     */
    public static boolean isTrue(@Nullable CharSequence value) {
        return value != null && value.length() > 0;
    }

    /**
     * Returns whether a character counts as true.
     *
     * @param value the character, or null
     * @return whether it is there
     */
    public static boolean isTrue(@Nullable Character value) {
        return value != null;
    }

    /**
     * Returns whether elements count as true.
     *
     * @param value the elements, or null
     * @return whether there is one
     */
    public static boolean isTrue(@Nullable Iterable<?> value) {
        return value != null && value.iterator().hasNext();
    }

    /**
     * Returns whether a map counts as true.
     *
     * @param value the map, or null
     * @return whether it has entries
     */
    public static boolean isTrue(@Nullable Map<?, ?> value) {
        return value != null && !value.isEmpty();
    }

    /**
     * Counts the characters of a text.
     *
     * @param value the text, or null
     * @return how many code points it has
     */
    public static int length(@Nullable CharSequence value) {
        return value == null ? 0 : Character.codePointCount(value, 0, value.length());
    }

    /**
     * Counts the characters of a character.
     *
     * @param value the character, or null
     * @return 1, or 0 for null
     */
    public static int length(@Nullable Character value) {
        return value == null ? 0 : 1;
    }

    /**
     * Counts elements.
     *
     * @param value the elements, or null
     * @return how many there are
     */
    public static int length(@Nullable Iterable<?> value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        int count = 0;
        for (Object ignored : TemplateText.each(value)) {
            count++;
        }
        return count;
    }

    /**
     * Counts the entries of a map.
     *
     * @param value the map, or null
     * @return how many it has
     */
    public static int length(@Nullable Map<?, ?> value) {
        return value == null ? 0 : value.size();
    }

    /**
     * Returns whether two values are the same: numbers by value, texts by their characters, an enum's constant and a text
     * by the constant's name, others by {@code equals}.
     *
     * @param one a value, or null
     * @param other another, or null
     * @return whether they are the same
     */
    public static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Number a && other instanceof Number b) {
            return isComparable(a, b) && compare(a, b) == 0;
        }
        boolean text = isText(one) || isText(other);
        return text ? named(one).equals(named(other)) : one.equals(other);
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence || value instanceof Character;
    }

    private static String named(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /**
     * Returns whether a text holds another.
     *
     * @param whole the text, or null
     * @param part what is looked for, or null
     * @return whether its text occurs there
     */
    public static boolean contains(@Nullable CharSequence whole, @Nullable Object part) {
        return whole != null && part != null && whole.toString().contains(TemplateText.text(part));
    }

    /**
     * Returns whether a value is among elements.
     *
     * @param whole the elements, or null
     * @param part what is looked for, or null
     * @return whether one is the same
     */
    public static boolean contains(@Nullable Iterable<?> whole, @Nullable Object part) {
        for (Object each : TemplateText.each(whole)) {
            if (isSame(each, part)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a map has a key.
     *
     * @param whole the map, or null
     * @param part what is looked for, or null
     * @return whether a key is the same
     */
    public static boolean contains(@Nullable Map<?, ?> whole, @Nullable Object part) {
        return whole != null && contains(whole.keySet(), part);
    }

    /**
     * Returns whether a number is less than another.
     *
     * @param one a number, or null
     * @param other another, or null
     * @param orSame whether it may be the same too
     * @return whether it is; false where one is missing or not a number
     */
    public static boolean isLess(@Nullable Number one, @Nullable Number other, boolean orSame) {
        return one != null && other != null && isComparable(one, other) && compare(one, other) < (orSame ? 1 : 0);
    }

    /**
     * Returns whether a value comes before another.
     *
     * @param <T> the type of both
     * @param one a value, or null
     * @param other another, or null
     * @param orSame whether it may be the same too
     * @return whether it does; false where one is missing
     */
    public static <T extends Comparable<? super T>> boolean isBefore(
            @Nullable T one, @Nullable T other, boolean orSame) {
        return one != null && other != null && one.compareTo(other) < (orSame ? 1 : 0);
    }

    private static boolean isComparable(Number one, Number other) {
        return !Double.isNaN(one.doubleValue()) && !Double.isNaN(other.doubleValue());
    }

    private static int compare(Number one, Number other) {
        boolean plain = Double.isInfinite(one.doubleValue()) || Double.isInfinite(other.doubleValue());
        return plain
                ? Double.compare(one.doubleValue(), other.doubleValue())
                : decimal(one).compareTo(decimal(other));
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(number.toString())
                : BigDecimal.valueOf(number.longValue());
    }
}
