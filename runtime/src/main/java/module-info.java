/**
 * Cuecard's runtime: what a user's code imports, and the providers.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.cuecard {
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires transitive okhttp3;
    requires okio;
    requires kotlin.stdlib;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static java.compiler;
    requires static transitive org.jspecify;

    exports dev.cuecard;
    exports dev.cuecard.anthropic;
    exports dev.cuecard.call;
    exports dev.cuecard.error;
    exports dev.cuecard.google;
    exports dev.cuecard.message;
    exports dev.cuecard.ollama;
    exports dev.cuecard.openai;
    exports dev.cuecard.provider;
    exports dev.cuecard.stream;
    exports dev.cuecard.testing;
}
