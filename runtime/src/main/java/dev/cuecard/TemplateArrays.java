package dev.cuecard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as lists, for templates that join them, count them or take an element. Called by generated code. */
public final class TemplateArrays {

    private TemplateArrays() {}

    /**
     * Returns an array as a list.
     *
     * @param <T> the elements' type
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static <T> List<T> list(T @Nullable [] array) {
        return array == null ? List.of() : Arrays.asList(array);
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Integer> list(int @Nullable [] array) {
        List<Integer> list = new ArrayList<>();
        if (array != null) {
            for (int each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Long> list(long @Nullable [] array) {
        List<Long> list = new ArrayList<>();
        if (array != null) {
            for (long each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Double> list(double @Nullable [] array) {
        List<Double> list = new ArrayList<>();
        if (array != null) {
            for (double each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Float> list(float @Nullable [] array) {
        List<Float> list = new ArrayList<>();
        if (array != null) {
            for (float each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Short> list(short @Nullable [] array) {
        List<Short> list = new ArrayList<>();
        if (array != null) {
            for (short each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Byte> list(byte @Nullable [] array) {
        List<Byte> list = new ArrayList<>();
        if (array != null) {
            for (byte each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Character> list(char @Nullable [] array) {
        List<Character> list = new ArrayList<>();
        if (array != null) {
            for (char each : array) {
                list.add(each);
            }
        }
        return list;
    }

    /**
     * Returns an array as a list.
     *
     * @param array the array, or null
     * @return its elements; none for null
     */
    public static List<Boolean> list(boolean @Nullable [] array) {
        List<Boolean> list = new ArrayList<>();
        if (array != null) {
            for (boolean each : array) {
                list.add(each);
            }
        }
        return list;
    }
}
