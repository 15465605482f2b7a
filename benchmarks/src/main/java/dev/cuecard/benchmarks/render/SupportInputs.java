package dev.cuecard.benchmarks.render;

import java.util.List;
import java.util.Optional;

/** The inputs of the one prompt that all contenders render: it tells a model how to answer a customer of a shop. */
public interface SupportInputs {
    String shop();

    String language();

    String tone();

    int sentences();

    Order order();

    double total();

    boolean expedited();

    Optional<String> voucher();

    List<Line> lines();

    String complaint();

    /** What was ordered, by whom. */
    record Order(String number, Customer customer) {}

    /** Who ordered. */
    record Customer(String name, String city) {}

    /**
     * One line of the order.
     *
     * @param number counts from 1; the mustaches have no index of their own
     */
    record Line(int number, String title, int quantity, String state) {}
}
