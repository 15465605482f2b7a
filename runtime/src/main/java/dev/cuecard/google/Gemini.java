package dev.cuecard.google;

import dev.cuecard.call.Model;
import dev.cuecard.provider.Provider;

/** Makes models that are asked over the protocol of Google's Gemini API. */
public final class Gemini {

    private Gemini() {}

    /**
     * Makes a model of Google's.
     *
     * @param name the model's name, {@code "gemini-2.5-flash"} for one; a name with a slash, such as
     *     {@code "tunedModels/mine"}, is the path of the model's resource and stays as it is
     * @return the model
     */
    public static Model<GeminiChunk> model(String name) {
        return new Model<>(GeminiProvider.NAME, name, GeminiChunk.class);
    }

    /**
     * Returns Google, known by the name {@code google}. Its key is in {@code GEMINI_API_KEY}, else in
     * {@code GOOGLE_API_KEY}; its base URL may be in {@code GEMINI_BASE_URL}, without a path or with all of it up to
     * {@code /models}.
     *
     * @return the provider
     */
    public static Provider<GeminiChunk> provider() {
        return new GeminiProvider();
    }
}
