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
 * @param fixed whether the provider is one of a kind, as a test's stand-in is: what the file of a prompt says of address,
 *     key and model is meant for another, so that it is not followed and the variables it names are not looked at
 */
public record Settings(
        List<String> keyVariables, boolean keyRequired, String baseUrlVariable, String baseUrl, boolean fixed) {

    /** Makes settings; the list is copied. */
    public Settings {
        keyVariables = List.copyOf(keyVariables);
        Objects.requireNonNull(baseUrlVariable, "baseUrlVariable");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }

    /**
     * Makes the settings of a provider whose prompts may say in their files how it is reached.
     *
     * @param keyVariables the variables that may hold the key
     * @param keyRequired whether a call without a key is refused
     * @param baseUrlVariable the variable that may hold the base URL, or empty
     * @param baseUrl the base URL unless told otherwise, or empty
     */
    public Settings(List<String> keyVariables, boolean keyRequired, String baseUrlVariable, String baseUrl) {
        this(keyVariables, keyRequired, baseUrlVariable, baseUrl, false);
    }

    /**
     * Makes the settings of a provider that takes no key and is found at one address, whatever a prompt's file says.
     *
     * @param baseUrl the address
     * @return the settings
     */
    public static Settings fixed(String baseUrl) {
        return new Settings(List.of(), false, "", baseUrl, true);
    }

    /** Leaves out what an address may hold in secret. */
    @Override
    public String toString() {
        int query = baseUrl.indexOf('?');
        return "Settings[keyVariables=" + keyVariables + ", keyRequired=" + keyRequired + ", baseUrlVariable="
                + baseUrlVariable + ", baseUrl=" + (query < 0 ? baseUrl : baseUrl.substring(0, query) + "?…")
                + ", fixed="
                + fixed + "]";
    }
}
