package dev.cuecard.processor.rendering;

import dev.cuecard.processor.kit.LoadedClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Declares inputs for values of JSON, and makes the values: an object is a record, an array a {@code List}, and what is
 * null an empty {@code Optional<String>}.
 */
final class JsonInputs {

    private final List<String> records = new ArrayList<>();

    private JsonInputs() {}

    /** Returns the members of an interface that has these inputs, and the ones that are nowhere said. */
    static String members(JsonNode inputs, List<String> missing) {
        JsonInputs types = new JsonInputs();
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            members.add("@SuppressWarnings(\"cuecard:unused-input\") " + types.type(input.getValue()) + " "
                    + input.getKey() + "();");
        }
        missing.forEach(name -> members.add("Optional<String> " + name + "();"));
        members.addAll(types.records);
        return String.join("\n", members);
    }

    private String type(JsonNode value) {
        if (value.isNull()) {
            return "Optional<String>";
        }
        if (value.isObject()) {
            List<String> components = new ArrayList<>();
            value.properties().forEach(each -> components.add(type(each.getValue()) + " " + each.getKey()));
            String name = "R" + records.size();
            records.add("record " + name + "(" + String.join(", ", components) + ") {}");
            return name;
        }
        if (value.isArray()) {
            return "List<" + (value.isEmpty() ? "String" : boxed(type(value.get(0)))) + ">";
        }
        if (value.isString()) {
            return "String";
        }
        return value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "int" : "double";
    }

    private static String boxed(String type) {
        return switch (type) {
            case "boolean" -> "Boolean";
            case "int" -> "Integer";
            case "double" -> "Double";
            default -> type;
        };
    }

    /** Makes the inputs, with the records of the loaded classes, which are numbered as in {@link #members}. */
    static Object[] values(JsonNode inputs, List<String> missing, LoadedClasses classes) {
        int[] made = new int[1];
        List<Object> values = new ArrayList<>();
        inputs.properties().forEach(input -> values.add(value(input.getValue(), classes, made)));
        missing.forEach(name -> values.add(Optional.empty()));
        return values.toArray();
    }

    private static Object value(JsonNode value, LoadedClasses classes, int... made) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isObject()) {
            List<Object> components = new ArrayList<>();
            value.properties().forEach(each -> components.add(value(each.getValue(), classes, made)));
            return classes.create("demo.Sample$R" + made[0]++, components.toArray());
        }
        if (value.isArray()) {
            List<Object> elements = new ArrayList<>();
            int before = made[0];
            int after = before;
            for (JsonNode element : value) {
                // The elements of a list are of one type.
                made[0] = before;
                elements.add(value(element, classes, made));
                after = made[0];
            }
            made[0] = after;
            return elements;
        }
        if (value.isString()) {
            return value.asString();
        }
        return value.isBoolean()
                ? (Object) value.asBoolean()
                : value.isIntegralNumber() ? (Object) value.asInt() : value.asDouble();
    }
}
