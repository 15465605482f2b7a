package dev.cuecard.message;

import java.util.Objects;

/**
 * What a provider wants to get back with the assistant's turn and nobody else can read: Anthropic's signed thinking, Gemini's
 * thought signatures. It stands in {@link dev.cuecard.stream.StreamResult#message()}; sent back with the message it lets the
 * model go on thinking where it called a tool. Other providers are not sent it.
 *
 * @param provider the provider whose it is
 * @param json JSON in that provider's own form
 */
public record ProviderData(String provider, String json) implements Part {

    /** Makes a part. */
    public ProviderData {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(json, "json");
    }

    /** Shows the length alone: signatures are long, and the thought may be encrypted. */
    @Override
    public String toString() {
        return "ProviderData[" + provider + ", " + json.length() + " characters]";
    }
}
