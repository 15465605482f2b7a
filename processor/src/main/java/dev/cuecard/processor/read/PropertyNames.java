package dev.cuecard.processor.read;

import java.util.Optional;

/** How methods name properties: {@code x()}, {@code getX()}, and {@code isX()} where it is a boolean. */
public final class PropertyNames {

    private PropertyNames() {}

    /** Returns the property that a method gives. */
    public static String of(String method, boolean isBoolean) {
        return after("get", method)
                .or(() -> isBoolean ? after("is", method) : Optional.empty())
                .orElse(method);
    }

    private static Optional<String> after(String prefix, String method) {
        int length = prefix.length();
        if (!method.startsWith(prefix)
                || method.length() == length
                || !Character.isUpperCase(method.codePointAt(length))) {
            return Optional.empty();
        }
        String name = method.substring(length);
        // As with Java beans, a name that begins with two capitals keeps them: getURL is URL.
        boolean keeps = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return Optional.of(keeps ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
}
