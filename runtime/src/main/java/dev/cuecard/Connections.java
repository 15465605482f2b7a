package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.exchange.CallPlan;
import dev.cuecard.http.PlainHttp;
import dev.cuecard.message.Message;
import dev.cuecard.provider.ApiKey;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.provider.Provider;
import dev.cuecard.provider.Settings;
import dev.cuecard.provider.WireRequest;
import dev.cuecard.stream.Chunk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves where a provider is found and which key opens it: what the builder was given, else what the prompt's file says,
 * else the environment, else the provider's own default.
 *
 * @param environment the variables
 * @param keys the builder's keys by provider
 * @param baseUrls the builder's base URLs by provider
 * @param allowPlainHttp whether keys may go over plain http to other machines
 * @param maxEventBytes the longest event that is read
 */
record Connections(
        Environment environment,
        Map<String, String> keys,
        Map<String, String> baseUrls,
        boolean allowPlainHttp,
        int maxEventBytes) {

    /** Neither keys nor addresses, which may hold some. */
    @Override
    public String toString() {
        return "Connections[keys of " + keys.keySet() + ", addresses of " + baseUrls.keySet() + "]";
    }

    /** The same for providers that need none of it: no variable is looked at, no key and no address is known. */
    Connections toNowhere() {
        return new Connections(Environment.EMPTY, Map.of(), Map.of(), false, maxEventBytes);
    }

    <C extends Chunk> CallPlan<C> plan(
            Provider<C> provider,
            Model<?> model,
            Connection connection,
            List<Message> messages,
            CallOptions options,
            boolean stream) {
        String name = named(provider, model, connection).name();
        Connection file = provider.settings().fixed() ? Connection.NONE : connection.to(provider.name());
        Address address = address(provider, file, name);
        Optional<ApiKey> key = key(provider, file);
        check(address, key.isPresent());
        boolean streaming = stream && provider.capabilities(name).streaming();
        WireRequest request = provider.write(new ChatRequest(name, messages, options, streaming));
        return new CallPlan<>(
                provider,
                name,
                request,
                address.url(),
                address.setting(),
                key.map(provider::authorization).orElse(Map.of()),
                key,
                maxEventBytes);
    }

    /**
     * Resolves a model's name. A provider whose settings are fixed is asked for what the name says without any variable.
     *
     * @throws ConfigurationException if the name is taken from a variable that is not set
     */
    <C extends Chunk> Model<C> named(Provider<?> provider, Model<C> model, Connection connection) {
        if (!EnvironmentText.mayRefer(model.name())) {
            return model;
        }
        String name = provider.settings().fixed()
                ? EnvironmentText.parse(model.name()).fill(Environment.EMPTY)
                : FileSetting.modelName(connection.to(provider.name()), provider.name(), model.name())
                        .resolve(environment)
                        .value();
        return new Model<>(model.provider(), name, model.chunkType());
    }

    /**
     * Where a provider is found.
     *
     * @param url the base URL
     * @param setting what sets it beside the builder, for messages; empty where nothing does
     * @param ofFile whether it is what the prompt's file says
     */
    private record Address(String url, String setting, boolean ofFile) {}

    private Address address(Provider<?> provider, Connection file, String model) {
        Settings settings = provider.settings();
        String given = baseUrls.get(provider.name());
        if (given == null && !file.baseUrl().isBlank()) {
            Sourced said = FileSetting.endpoint(file, provider.name()).resolve(environment);
            return new Address(provider.baseUrlOf(said.value().strip(), model), said.origin(), true);
        }
        String variable = settings.baseUrlVariable();
        String setting = variable.isEmpty() ? "" : "the environment variable " + variable;
        String url = given != null ? given : environment.variable(variable).orElse(settings.baseUrl());
        if (url.isBlank()) {
            throw new ConfigurationException("The provider '" + provider.name()
                    + "' has no usual address. Set it with PromptClient.builder().baseUrl(\"" + provider.name()
                    + "\", …)" + (setting.isEmpty() ? "." : " or " + setting + "."));
        }
        return new Address(provider.baseUrlOf(url.strip(), model), setting, false);
    }

    /** Of an address in a file it is said at once what is wrong with it: later on nobody knows the file any more. */
    private void check(Address address, boolean keyed) {
        if (!keyed && !address.ofFile()) {
            return;
        }
        try {
            PlainHttp.requireSafeForKey(address.url(), allowPlainHttp || !keyed);
        } catch (ConfigurationException e) {
            throw address.ofFile()
                    ? new ConfigurationException(
                            e.getMessage() + "\nThe address is the one from " + address.setting() + ".")
                    : e;
        }
    }

    private Optional<ApiKey> key(Provider<?> provider, Connection file) {
        Optional<ApiKey> found = findKey(provider, file);
        if (found.isEmpty() && provider.settings().keyRequired()) {
            String variables = String.join(" or ", provider.settings().keyVariables());
            throw new ConfigurationException("No key for '" + provider.name() + "'. Set "
                    + (variables.isEmpty() ? "it" : "the environment variable " + variables + ", or set it")
                    + " with PromptClient.builder().apiKey(\"" + provider.name() + "\", …).");
        }
        found.ifPresent(Connections::requireUsable);
        return found;
    }

    private Optional<ApiKey> findKey(Provider<?> provider, Connection file) {
        String given = keys.get(provider.name());
        if (given != null) {
            return Optional.of(new ApiKey(given, "PromptClient.builder().apiKey(\"" + provider.name() + "\", …)"));
        }
        if (!file.apiKey().isBlank()) {
            Sourced said = FileSetting.apiKey(file, provider.name()).resolve(environment);
            return Optional.of(new ApiKey(said.value(), said.origin()));
        }
        for (String name : provider.settings().keyVariables()) {
            Optional<String> value = environment.variable(name);
            if (value.isPresent()) {
                return Optional.of(new ApiKey(value.get(), "the environment variable " + name));
            }
        }
        return Optional.empty();
    }

    /** A key that no header can carry is refused here: an HTTP client's complaint would print it. */
    private static void requireUsable(ApiKey key) {
        String value = key.reveal();
        if (value.isBlank()) {
            throw new ConfigurationException("The key from " + key.origin() + " is blank.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                String what = Character.isWhitespace(c) ? "white space" : "a character that no key has";
                throw new ConfigurationException("The key from " + key.origin() + " holds " + what + " (U+"
                        + String.format("%04X", (int) c) + ") at position " + (i + 1) + " of " + value.length()
                        + ": it was most likely copied with something around it.");
            }
        }
    }
}
