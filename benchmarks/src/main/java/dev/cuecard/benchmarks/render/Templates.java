package dev.cuecard.benchmarks.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What engines without a compiler are given: template files, and the inputs by name. */
final class Templates {

    private Templates() {}

    static String read(String name) {
        String path = "/templates/" + name;
        try (InputStream file = Objects.requireNonNull(Templates.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the inputs by name; an absent one is left out. */
    static Map<String, Object> byName(Support support) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("shop", support.shop());
        inputs.put("language", support.language());
        inputs.put("tone", support.tone());
        inputs.put("sentences", support.sentences());
        inputs.put("order", support.order());
        inputs.put("total", support.total());
        inputs.put("expedited", support.expedited());
        support.voucher().ifPresent(voucher -> inputs.put("voucher", voucher));
        inputs.put("lines", support.lines());
        inputs.put("complaint", support.complaint());
        return inputs;
    }
}
