package dev.cuecard.processor.prompty;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads which model a file asks, and how it is reached. */
final class ModelSection {

    private final Faults faults;
    private final Shapes shapes;
    private Optional<YamlValue> tools = Optional.empty();

    ModelSection(Faults faults, Shapes shapes) {
        this.faults = faults;
        this.shapes = shapes;
    }

    /** Returns tools that stand among the options, as in the first generation. */
    Optional<YamlValue> tools() {
        return tools;
    }

    /** Returns whether a model is written as only the generations after the first write it. */
    static boolean isOfToday(YamlValue.Mapping model) {
        return model.firstOf("id", "provider", "apiType", "options").isPresent()
                && model.firstOf("api", "configuration", "parameters").isEmpty();
    }

    Optional<PromptyModel> read(YamlValue.Entry entry) {
        OptionsSection options = new OptionsSection(faults, shapes);
        if (entry.value() instanceof YamlValue.Scalar) {
            return shapes.reference(entry.value(), "The model")
                    .map(id -> new PromptyModel(
                            entry.keyOffset(),
                            Optional.of(id),
                            Optional.empty(),
                            Optional.empty(),
                            PromptyModel.Connection.NONE,
                            options.options()));
        }
        Optional<YamlValue.Mapping> mapping = shapes.mapping(entry.value(), "The model", "a name or a mapping");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        YamlValue.Mapping model = mapping.get();
        YamlValue.Mapping connection = model.firstOf("connection", "configuration")
                .flatMap(known -> shapes.mapping(known.value(), "The model's " + known.key(), "a mapping"))
                .orElseGet(() -> new YamlValue.Mapping(List.of(), model.offset()));
        options.read(model.value("options"), "options");
        options.read(model.value("parameters"), "parameters");
        tools = options.tools();
        return Optional.of(new PromptyModel(
                entry.keyOffset(),
                model.entry("id")
                        .or(() -> idIn(connection))
                        .flatMap(id -> shapes.reference(id.value(), "The model's " + id.key())),
                provider(model, connection),
                model.firstOf("apiType", "api").flatMap(api -> shapes.word(api.value(), "The model's " + api.key())),
                connection(connection),
                options.options()));
    }

    /** Returns what the first generation calls a model; the name of a connection with a kind is the connection's. */
    private static Optional<YamlValue.Entry> idIn(YamlValue.Mapping connection) {
        return connection
                .firstOf("azure_deployment", "model")
                .or(() -> connection.entry("kind").isPresent() ? Optional.empty() : connection.entry("name"));
    }

    private Optional<PromptyModel.Provider> provider(YamlValue.Mapping model, YamlValue.Mapping connection) {
        Optional<YamlValue.Entry> written = model.entry("provider").or(() -> connection.entry("type"));
        if (written.isPresent()) {
            return shapes.word(written.get().value(), "The model's provider")
                    .map(word -> new PromptyModel.Provider(nameOf(word.value()), word.value(), word.offset()));
        }
        return connection
                .firstOf("azure_endpoint", "azure_deployment")
                .map(azure -> new PromptyModel.Provider("azure", azure.key(), azure.keyOffset()));
    }

    private static String nameOf(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "openai" -> "openai";
            case "azure", "azure_openai", "azureopenai", "foundry" -> "azure";
            case "anthropic" -> "anthropic";
            case "google", "gemini" -> "google";
            case "ollama" -> "ollama";
            default -> word;
        };
    }

    private PromptyModel.Connection connection(YamlValue.Mapping connection) {
        if (connection.entries().isEmpty()) {
            return PromptyModel.Connection.NONE;
        }
        shapes.checkReferences(connection);
        return new PromptyModel.Connection(
                value(connection, "kind"),
                endpoint(connection),
                value(connection, "apiKey", "api_key", "key"),
                Optional.of(connection));
    }

    /** The version of the API goes into the query of the address, where Azure's servers look for it. */
    private Optional<Located<String>> endpoint(YamlValue.Mapping connection) {
        Optional<Located<String>> endpoint = value(connection, "endpoint", "azure_endpoint", "base_url", "baseUrl");
        Optional<String> version =
                value(connection, "api_version", "apiVersion").map(Located::value);
        return endpoint.map(address -> version.isEmpty() || address.value().indexOf('?') >= 0
                ? address
                : new Located<>(address.value() + "?api-version=" + version.get(), address.offset()));
    }

    private Optional<Located<String>> value(YamlValue.Mapping connection, String... keys) {
        return connection
                .firstOf(keys)
                .flatMap(entry -> shapes.reference(entry.value(), "The connection's " + entry.key()));
    }
}
