package dev.cuecard.google;

import dev.cuecard.provider.Capabilities;

/**
 * What can be told of a model by its name. The API lists more of it, but a list would cost a request.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/models">Gemini models</a>
 */
final class ModelTraits {

    /** What every model behind this API does; of one whose name says nothing no more is known. */
    private static final Capabilities STREAMING_ALONE = new Capabilities(true, false, false, false, false);

    private ModelTraits() {}

    /**
     * Tells Google's own models apart. Models that paint call no tools and, before the third generation, neither think nor
     * follow a schema; models that speak take text alone. Gemma's models, served beside Gemini's, call no tools here, and
     * whether they see depends on their size.
     */
    static Capabilities of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        if (!name.startsWith("gemini-") || name.contains("-tts") || name.startsWith("gemini-embedding")) {
            return STREAMING_ALONE;
        }
        boolean third = name.startsWith("gemini-3");
        if (name.contains("-image")) {
            return new Capabilities(true, false, true, third, third);
        }
        // Names that end in "latest" lead to whatever is newest, and that has thought since 2.5.
        boolean thinks = third
                || name.startsWith("gemini-2.5")
                || name.contains("thinking")
                || name.matches("gemini-[a-z-]+-latest");
        return new Capabilities(true, true, true, thinks, true);
    }
}
