package dev.cuecard.provider;

import java.util.List;
import java.util.Objects;

/**
 * Where a provider is found, and which environment variables say so.
 *
 * @param keyVariables the variables that may hold the key, the first one that is set wins; empty for a provider that
 *     takes no key
 * @param keyRequired whether a call without a key is refused before it is sent
 * @param baseUrlVariable the variable that may hold the base URL, or empty
 * @param baseUrl the base URL unless told otherwise, or empty where there is none to guess
 */
public record Settings(List<String> keyVariables, boolean keyRequired, String baseUrlVariable, String baseUrl) {

    /** Makes settings; the list is copied. */
    public Settings {
        keyVariables = List.copyOf(keyVariables);
        Objects.requireNonNull(baseUrlVariable, "baseUrlVariable");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }
}
