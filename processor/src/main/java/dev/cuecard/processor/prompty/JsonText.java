package dev.cuecard.processor.prompty;

import java.util.Locale;

/** Writes values of YAML as JSON. */
final class JsonText {

    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(YamlValue value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.json.toString();
    }

    private void write(YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar) {
            write(scalar);
        } else if (value instanceof YamlValue.Sequence sequence) {
            String separator = "[";
            for (YamlValue element : sequence.values()) {
                json.append(separator);
                write(element);
                separator = ",";
            }
            json.append(sequence.values().isEmpty() ? "[]" : "]");
        } else if (value instanceof YamlValue.Mapping mapping) {
            String separator = "{";
            for (YamlValue.Entry entry : mapping.entries()) {
                json.append(separator);
                quote(entry.key());
                json.append(':');
                write(entry.value());
                separator = ",";
            }
            json.append(mapping.entries().isEmpty() ? "{}" : "}");
        }
    }

    private void write(YamlValue.Scalar scalar) {
        switch (scalar.type()) {
            case NULL -> json.append("null");
            case BOOLEAN -> json.append(scalar.text().toLowerCase(Locale.ROOT));
            case INTEGER -> json.append(scalar.toInteger());
            case FLOAT -> {
                if (scalar.isNumber()) {
                    json.append(number(scalar.text()));
                } else {
                    quote(scalar.text());
                }
            }
            case STRING -> quote(scalar.text());
        }
    }

    /** Mends what YAML allows in a number and JSON does not: a plus, leading zeros, no digit beside the point. */
    private static String number(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int end = 0;
        while (end < unsigned.length() && Character.digit(unsigned.charAt(end), 10) >= 0) {
            end++;
        }
        String whole = unsigned.substring(0, end).replaceFirst("^0+(?=\\d)", "");
        String rest = unsigned.substring(end);
        if (rest.equals(".") || rest.startsWith(".e") || rest.startsWith(".E")) {
            rest = ".0" + rest.substring(1);
        }
        return (text.startsWith("-") ? "-" : "") + (whole.isEmpty() ? "0" : whole) + rest;
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    // A lone surrogate, which an escape of YAML can make, has no form in UTF-8.
                    if (c < ' ' || isLone(text, i)) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isLone(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
