package dev.cuecard.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Repeated measurements of one thing. Other programs share the machine, so the middle one is what counts. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    /** Adds a measurement. */
    public void add(double value) {
        values.add(value);
    }

    /** Returns the measurements in the order in which they came. */
    public List<Double> values() {
        return Collections.unmodifiableList(values);
    }

    /** Returns the middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return Collections.min(values);
    }
}
