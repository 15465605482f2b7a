package dev.cuecard.benchmarks.render;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstachio.escapers.PlainText;
import java.util.List;
import java.util.Optional;

/** The inputs as a value: the model of the engines that take an object, and of the hand-written code. */
@JStache(path = "templates/support.mustache")
@JStacheConfig(contentType = PlainText.class)
public record Support(
        String shop,
        String language,
        String tone,
        int sentences,
        Order order,
        double total,
        boolean expedited,
        Optional<String> voucher,
        List<Line> lines,
        String complaint)
        implements SupportInputs {

    /** What is rendered in all measurements. */
    public static Support sample() {
        return new Support(
                "Holm & Sons",
                "English",
                "calm and friendly",
                6,
                new Order("HS-2048-77", new Customer("Ida Lindqvist", "Uppsala")),
                1349.25,
                true,
                Optional.of("SPRING-10"),
                List.of(
                        new Line(1, "Walnut desk, 140 x 70 cm", 1, "delivered"),
                        new Line(2, "Desk lamp \"Arc\" in brass", 2, "one of them damaged"),
                        new Line(3, "Drawer unit on castors", 1, "delivered"),
                        new Line(4, "Cable tray, made to measure", 3, "on its way"),
                        new Line(5, "Chair <Kind>, grey wool", 1, "delivered"),
                        new Line(6, "Felt pads, 24 pieces", 5, "delivered")),
                "One of the two lamps came with a broken switch, and the chair is not what I thought it would be. "
                        + "Can I send both back? I need a lamp by Friday.");
    }
}
