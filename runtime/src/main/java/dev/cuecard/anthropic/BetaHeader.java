package dev.cuecard.anthropic;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes the header that asks for beta features out of the extra field that names them.
 *
 * @see <a href="https://docs.claude.com/en/api/beta-headers">Anthropic API reference, Beta headers</a>
 */
final class BetaHeader {

    /** The extra field. */
    static final String FIELD = "anthropic_beta";

    private BetaHeader() {}

    /**
     * Reads the field.
     *
     * @param provider the provider's name, for messages
     * @param json the field's value, which has been found to be JSON
     * @return the header's value, empty for an empty array
     * @throws ConfigurationException if the value is neither a text nor an array of texts
     */
    static String read(String provider, String json) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = WireJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
            JsonToken first = parser.nextToken();
            boolean array = first == JsonToken.START_ARRAY;
            for (JsonToken token = array ? parser.nextToken() : first;
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING || !isName(parser.getString())) {
                    throw new ConfigurationException("The extra field '" + FIELD + "' for " + provider
                            + " does not name beta features. Write a JSON text like \"context-1m-2025-08-07\", or an array of"
                            + " such texts: they become the header anthropic-beta.");
                }
                names.add(parser.getString().strip());
            }
        }
        return String.join(",", names);
    }

    /** Several names in one text, with commas between them, are as good. */
    private static boolean isName(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
