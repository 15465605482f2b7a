package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.exchange.CallPlan;
import dev.cuecard.exchange.Calls;
import dev.cuecard.exchange.Engine;
import dev.cuecard.exchange.Exchange;
import dev.cuecard.exchange.Rewiring;
import dev.cuecard.exchange.Sleeper;
import dev.cuecard.http.HttpTransport;
import dev.cuecard.message.Message;
import dev.cuecard.provider.Capabilities;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.tracing.CallTracer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of prompts: knows the providers, the keys, the connections, and how patient to be. Thread-safe; made once
 * and shared. It holds only daemon threads that go when they are idle, so it needs no closing.
 */
public final class PromptClient {

    static {
        Rewiring.install(new ClientRewiring());
    }

    private final Catalogue catalogue;
    private final Connections connections;
    private final Engine engine;
    private final CallTracer tracer;
    private final Timeouts timeouts;
    private final Retries retries;

    private PromptClient(Builder builder) {
        this.catalogue = new Catalogue(builder.providers.values());
        this.connections = new Connections(
                new Environment(builder.environment),
                Map.copyOf(builder.keys),
                Map.copyOf(builder.baseUrls),
                builder.allowPlainHttp,
                builder.maxEventBytes);
        HttpTransport transport =
                builder.httpClient == null ? HttpTransport.create() : HttpTransport.over(builder.httpClient);
        this.engine = new Engine(transport, builder.sleeper);
        OpenTelemetry telemetry =
                builder.openTelemetry == null ? GlobalOpenTelemetry.getOrNoop() : builder.openTelemetry;
        this.tracer = new CallTracer(telemetry, builder.captureContent);
        this.timeouts = builder.timeouts;
        this.retries = builder.retries;
    }

    /** A client like another, but for what it knows and what it stands on. */
    PromptClient(PromptClient like, Catalogue catalogue, Connections connections, Engine engine) {
        this.catalogue = catalogue;
        this.connections = connections;
        this.engine = engine;
        this.tracer = like.tracer;
        this.timeouts = like.timeouts;
        this.retries = like.retries;
    }

    /**
     * Returns the client that a prompt uses unless told otherwise. It is made on first use, and takes its keys and base URLs
     * from the environment.
     *
     * @return the shared client
     */
    public static PromptClient shared() {
        return Shared.CLIENT;
    }

    /** Made on first use. */
    private static final class Shared {
        static final PromptClient CLIENT = builder().build();
    }

    /**
     * Begins a client. What is not set comes from the environment.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells what a model's provider can do for it.
     *
     * @param model the model
     * @return the capabilities
     * @throws ConfigurationException if the client does not know the provider, or if the model's name is taken from an
     *     environment variable that is not set
     */
    public Capabilities capabilities(Model<?> model) {
        return capabilitiesOf(Objects.requireNonNull(model, "model"));
    }

    private <C extends Chunk> Capabilities capabilitiesOf(Model<C> model) {
        Provider<C> provider = catalogue.provider(model);
        return provider.capabilities(
                connections.named(provider, model, Connection.NONE).name());
    }

    /**
     * Returns the providers that the client knows.
     *
     * @return the providers, in no particular order
     */
    public Collection<Provider<?>> providers() {
        return catalogue.all();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Connections connections() {
        return connections;
    }

    Engine engine() {
        return engine;
    }

    <C extends Chunk> ChunkStream<C> stream(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.blocking(exchange(model, connection, messages, options, true));
    }

    <C extends Chunk> AsyncChunkStream<C> streamAsync(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.reactive(exchange(model, connection, messages, options, true));
    }

    <C extends Chunk> StreamResult call(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.whole(
                exchange(model, connection, messages, options, options.stream().orElse(false)));
    }

    <C extends Chunk> CompletableFuture<StreamResult> callAsync(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.wholeAsync(
                exchange(model, connection, messages, options, options.stream().orElse(false)));
    }

    private <C extends Chunk> Exchange<C> exchange(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options, boolean stream) {
        Model<C> shown = shown(model, connection);
        return new Exchange<>(
                engine,
                () -> plan(model, connection, messages, options, stream),
                shown.toString(),
                options.timeouts().orElse(timeouts),
                options.retries().orElse(retries),
                options.accumulate(),
                tracer.start(shown.provider(), shown.name(), options, messages));
    }

    private <C extends Chunk> CallPlan<C> plan(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options, boolean stream) {
        return connections.plan(catalogue.provider(model), model, connection, messages, options, stream);
    }

    /** The model as spans and messages name it. What is wrong with its name comes out of the stream, as all else does. */
    private <C extends Chunk> Model<C> shown(Model<C> model, Connection connection) {
        if (!EnvironmentText.mayRefer(model.name())) {
            return model;
        }
        try {
            return connections.named(catalogue.provider(model), model, connection);
        } catch (RuntimeException e) {
            return model;
        }
    }

    /** Names the providers and the deadlines; never a key. */
    @Override
    public String toString() {
        return "PromptClient[" + catalogue + ", " + timeouts + ", " + retries + "]";
    }

    /** Sets up a client. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

        private final Map<String, Provider<?>> providers = new LinkedHashMap<>();
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final Map<String, String> baseUrls = new LinkedHashMap<>();
        private Timeouts timeouts = Timeouts.defaults();
        private Retries retries = Retries.defaults();
        private int maxEventBytes = MAX_EVENT_BYTES;
        private boolean captureContent;
        private boolean allowPlainHttp;
        private @Nullable OpenTelemetry openTelemetry;
        private @Nullable OkHttpClient httpClient;
        private UnaryOperator<@Nullable String> environment = System::getenv;
        private Sleeper sleeper = Sleeper.real();

        private Builder() {
            Catalogue.builtIn().forEach(this::provider);
        }

        /**
         * Sets a provider's key, in place of the environment's and of what a prompt's file says.
         *
         * @param provider the provider's name
         * @param key the key
         * @return this
         */
        public Builder apiKey(String provider, String key) {
            keys.put(Objects.requireNonNull(provider, "provider"), Objects.requireNonNull(key, "key"));
            return this;
        }

        /**
         * Sets where a provider is found, in place of the environment's address, of what a prompt's file says and of the
         * usual one.
         *
         * @param provider the provider's name
         * @param url an {@code https:} address, or an {@code http:} one of this machine
         * @return this
         */
        public Builder baseUrl(String provider, String url) {
            baseUrls.put(Objects.requireNonNull(provider, "provider"), Objects.requireNonNull(url, "url"));
            return this;
        }

        /**
         * Sets the deadlines of all calls.
         *
         * @param timeouts the deadlines
         * @return this
         */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
            return this;
        }

        /**
         * Sets how often calls are tried again.
         *
         * @param retries the policy
         * @return this
         */
        public Builder retries(Retries retries) {
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /**
         * Sets how long one event of a stream, or one answer that is not streamed, may be.
         *
         * @param bytes 1 or more; 16 MiB unless set
         * @return this
         */
        public Builder maxEventBytes(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxEventBytes is " + bytes + "; it must be 1 or more");
            }
            this.maxEventBytes = bytes;
            return this;
        }

        /**
         * Sets where spans go, in place of the global OpenTelemetry.
         *
         * @param openTelemetry the API's entry point
         * @return this
         */
        public Builder openTelemetry(OpenTelemetry openTelemetry) {
            this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
            return this;
        }

        /**
         * Sets whether the text of prompts and replies is put on spans.
         *
         * @param captureContent true to put it there; false unless set
         * @return this
         */
        public Builder captureContent(boolean captureContent) {
            this.captureContent = captureContent;
            return this;
        }

        /**
         * Sets whose connections, interceptors, proxy and TLS settings are used. Redirects and repetitions of the client's own
         * are off all the same, and so are its read and write timeouts: the deadlines of the call are kept instead.
         *
         * @param httpClient the client
         * @return this
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
            return this;
        }

        /**
         * Adds a provider, or replaces the one of the same name.
         *
         * @param provider the provider
         * @return this
         */
        public Builder provider(Provider<?> provider) {
            Objects.requireNonNull(provider, "provider");
            providers.put(provider.name(), provider);
            return this;
        }

        /**
         * Adds a server that speaks OpenAI's Chat Completions protocol. A prompt names it as {@code name:model}, for which
         * the compiler is told of it with {@code -Acuecard.openAiCompatible=name}.
         *
         * @param name the server's name: lower-case letters, digits and hyphens
         * @param baseUrl its address up to, and without, {@code /chat/completions}
         * @param keyEnvironmentVariable the variable that holds its key, or empty where it takes none
         * @return this
         */
        public Builder openAiCompatible(String name, String baseUrl, String keyEnvironmentVariable) {
            return provider(Catalogue.openAiCompatible(name, baseUrl, keyEnvironmentVariable));
        }

        /**
         * Sets whether keys may be sent over plain {@code http:} to other machines, where anybody on the way can read them.
         *
         * @param allow true to allow it; false unless set
         * @return this
         */
        public Builder allowPlainHttp(boolean allow) {
            this.allowPlainHttp = allow;
            return this;
        }

        Builder environment(UnaryOperator<@Nullable String> variables) {
            this.environment = variables;
            return this;
        }

        Builder sleeper(Sleeper waits) {
            this.sleeper = waits;
            return this;
        }

        /**
         * Makes the client.
         *
         * @return a client that later changes to this builder do not touch
         * @throws ConfigurationException if a key or a base URL was set for a provider that the client does not know
         */
        public PromptClient build() {
            PromptClient client = new PromptClient(this);
            keys.keySet().forEach(name -> client.catalogue.require(name, "apiKey"));
            baseUrls.keySet().forEach(name -> client.catalogue.require(name, "baseUrl"));
            return client;
        }
    }
}
