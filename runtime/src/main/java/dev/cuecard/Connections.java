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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Resolves where a provider is found and which key opens it: what the builder was given, else the environment, else the
 * provider's own default.
 *
 * @param environment gives the value of a variable, or null
 * @param keys the builder's keys by provider
 * @param baseUrls the builder's base URLs by provider
 * @param allowPlainHttp whether keys may go over plain http to other machines
 * @param maxEventBytes the longest event that is read
 */
record Connections(
        UnaryOperator<@Nullable String> environment,
        Map<String, String> keys,
        Map<String, String> baseUrls,
        boolean allowPlainHttp,
        int maxEventBytes) {

    <C extends Chunk> CallPlan<C> plan(
            Provider<C> provider, Model<C> model, List<Message> messages, CallOptions options, boolean stream) {
        String baseUrl = baseUrl(provider);
        Optional<ApiKey> key = key(provider);
        if (key.isPresent()) {
            PlainHttp.requireSafeForKey(baseUrl, allowPlainHttp);
        }
        boolean streaming = stream && provider.capabilities(model.name()).streaming();
        WireRequest request = provider.write(new ChatRequest(model.name(), messages, options, streaming));
        return new CallPlan<>(
                provider,
                model.name(),
                request,
                baseUrl,
                key.map(provider::authorization).orElse(Map.of()),
                key,
                maxEventBytes);
    }

    private String baseUrl(Provider<?> provider) {
        Settings settings = provider.settings();
        String given = baseUrls.get(provider.name());
        String url =
                given != null ? given : variable(settings.baseUrlVariable()).orElse(settings.baseUrl());
        if (url.isBlank()) {
            throw new ConfigurationException("The provider '" + provider.name()
                    + "' has no usual address. Set it with PromptClient.builder().baseUrl(\"" + provider.name()
                    + "\", …)"
                    + (settings.baseUrlVariable().isEmpty()
                            ? "."
                            : " or the environment variable " + settings.baseUrlVariable() + "."));
        }
        return url.strip();
    }

    private Optional<ApiKey> key(Provider<?> provider) {
        Optional<ApiKey> found = findKey(provider);
        if (found.isEmpty() && provider.settings().keyRequired()) {
            String variables = String.join(" or ", provider.settings().keyVariables());
            throw new ConfigurationException("No key for '" + provider.name() + "'. Set "
                    + (variables.isEmpty() ? "it" : "the environment variable " + variables + ", or set it")
                    + " with PromptClient.builder().apiKey(\"" + provider.name() + "\", …).");
        }
        found.ifPresent(Connections::requireUsable);
        return found;
    }

    private Optional<ApiKey> findKey(Provider<?> provider) {
        String given = keys.get(provider.name());
        if (given != null) {
            return Optional.of(new ApiKey(given, "PromptClient.builder().apiKey(\"" + provider.name() + "\", …)"));
        }
        for (String name : provider.settings().keyVariables()) {
            Optional<String> value = variable(name);
            if (value.isPresent()) {
                return Optional.of(new ApiKey(value.get(), "the environment variable " + name));
            }
        }
        return Optional.empty();
    }

    /** A variable that is set to nothing is not set: shells and containers do that to unset one. */
    private Optional<String> variable(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
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
