package dev.cuecard.benchmarks.render;

import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import java.util.Map;

/**
 * jinjava, whose {@code Jinjava.render} parses the template at every call. What it does after that is done here, on a
 * tree that was parsed once. It finds no property of a record, so it is given maps.
 */
final class Jinjava {

    private Jinjava() {}

    static Renderer renderer(Support support) {
        com.hubspot.jinjava.Jinjava jinjava = new com.hubspot.jinjava.Jinjava();
        JinjavaConfig config = jinjava.getGlobalConfig();
        Node template = jinjava.newInterpreter().parse(Templates.read("support.jinja"));
        Map<String, Object> inputs = Templates.byName(support);
        inputs.put("order", map(support.order()));
        inputs.put("lines", support.lines().stream().map(Jinjava::map).toList());
        return () -> {
            Context context = new Context(jinjava.getGlobalContext(), inputs, config.getDisabled());
            JinjavaInterpreter interpreter = new JinjavaInterpreter(jinjava, context, config);
            JinjavaInterpreter.pushCurrent(interpreter);
            try {
                return interpreter.render(template);
            } finally {
                JinjavaInterpreter.popCurrent();
            }
        };
    }

    private static Map<String, Object> map(SupportInputs.Order order) {
        SupportInputs.Customer customer = order.customer();
        return Map.of("number", order.number(), "customer", Map.of("name", customer.name(), "city", customer.city()));
    }

    private static Map<String, Object> map(SupportInputs.Line line) {
        return Map.of("title", line.title(), "quantity", line.quantity(), "state", line.state());
    }
}
