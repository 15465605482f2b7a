package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.exchange.Calls;
import dev.cuecard.exchange.Engine;
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
import java.util.ArrayList;
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

    private final Exchanges exchanges;

    private PromptClient(Builder builder) {
        Catalogue catalogue = new Catalogue(builder.providers.values());
        Connections connections = new Connections(
                new Environment(builder.environment),
                Map.copyOf(builder.keys),
                Map.copyOf(builder.baseUrls),
                builder.allowPlainHttp,
                builder.maxEventBytes);
        HttpTransport transport =
                builder.httpClient == null ? HttpTransport.create() : HttpTransport.over(builder.httpClient);
        OpenTelemetry telemetry =
                builder.openTelemetry == null ? GlobalOpenTelemetry.getOrNoop() : builder.openTelemetry;
        this.exchanges = new Exchanges(
                new Engine(transport, builder.sleeper),
                catalogue,
                connections,
                Fallbacks.of(builder.fallbacks, catalogue),
                new CallTracer(telemetry, builder.captureContent, builder.propagateTrace),
                builder.timeouts,
                builder.retries);
    }

    /** A client whose calls are made in another way. */
    PromptClient(Exchanges exchanges) {
        this.exchanges = exchanges;
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
        Provider<? extends C> provider = exchanges.catalogue().provider(model);
        return provider.capabilities(
                exchanges.connections().named(provider, model, Connection.NONE).name());
    }

    /**
     * Returns the providers that the client knows.
     *
     * @return the providers, in no particular order
     */
    public Collection<Provider<?>> providers() {
        return exchanges.catalogue().all();
    }

    Exchanges exchanges() {
        return exchanges;
    }

    <C extends Chunk> ChunkStream<C> stream(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.blocking(exchanges.streamed(model, connection, messages, options));
    }

    <C extends Chunk> AsyncChunkStream<C> streamAsync(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.reactive(exchanges.streamed(model, connection, messages, options));
    }

    StreamResult call(Model<?> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.whole(exchanges.whole(model, connection, messages, options));
    }

    CompletableFuture<StreamResult> callAsync(
            Model<?> model, Connection connection, List<Message> messages, CallOptions options) {
        return Calls.wholeAsync(exchanges.whole(model, connection, messages, options));
    }

    /** Names the providers, the deadlines and the fallbacks; never a key. */
    @Override
    public String toString() {
        return "PromptClient[" + exchanges.catalogue() + ", " + exchanges.timeouts() + ", " + exchanges.retries()
                + ", fallbacks " + exchanges.fallbacks() + "]";
    }

    /** Sets up a client. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

        private final Map<String, Provider<?>> providers = new LinkedHashMap<>();
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final Map<String, String> baseUrls = new LinkedHashMap<>();
        private final List<Model<?>> fallbacks = new ArrayList<>();
        private Timeouts timeouts = Timeouts.defaults();
        private Retries retries = Retries.defaults();
        private int maxEventBytes = MAX_EVENT_BYTES;
        private boolean captureContent;
        private boolean propagateTrace;
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
         * Sets how often calls are tried again. With {@link #fallback fallbacks} that is how often each model is.
         *
         * @param retries the policy
         * @return this
         */
        public Builder retries(Retries retries) {
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /**
         * Adds models that stand in for one that fails: when the retries of a prompt's own model are used up, the call goes on
         * to the first of them, with retries anew, then to the second, in the order in which they were added. Each call begins
         * with its prompt's own model.
         *
         * <p>A call moves on as long as no chunk has reached its caller: when a model cannot be connected to, sends no first
         * chunk in time, breaks off, or answers with an error, be it that it is overloaded, unknown, or that its key is
         * missing or refused. It does not move on when its own model finds fault with the request (400, 413 or 422) or
         * declines to answer, nor when the total deadline is missed, which is one for all models. A model whose provider lacks
         * one of the call's options is passed over.
         *
         * <p>Whoever reads a stream keeps the type of its chunks: a {@code ChunkStream<OpenAiChunk>} goes on only to models
         * that stream {@code OpenAiChunk}. Where nothing but {@link Chunk} is held, as with
         * {@code prompt.on(Model.of("openai:gpt-4o"))}, and in {@code call()} and {@code callAsync()}, all models serve.
         *
         * <p>If none brings a reply, the call ends as it would have without them, with the failure of its own model. What the
         * others said stands in its message, and their exceptions are its {@linkplain Throwable#getSuppressed() suppressed}
         * ones. Which model answered is told by {@link StreamResult#model()}; {@link StreamResult#attempts()} counts the
         * requests to all.
         *
         * @param models the models as {@code provider:name}; their providers must be known when the client is made
         * @return this
         * @throws IllegalArgumentException if one has another form
         */
        public Builder fallback(String... models) {
            for (String model : Objects.requireNonNull(models, "models")) {
                fallbacks.add(Model.of(model));
            }
            return this;
        }

        /**
         * Adds models that stand in for one that fails, as {@link #fallback(String...)} does.
         *
         * @param models the models
         * @return this
         */
        public Builder fallback(Model<?>... models) {
            for (Model<?> model : Objects.requireNonNull(models, "models")) {
                fallbacks.add(Objects.requireNonNull(model, "model"));
            }
            return this;
        }

        /**
         * Adds models that stand in for one that fails, as {@link #fallback(String...)} does. More of either kind are added
         * with another call.
         *
         * @param first the first as {@code provider:name}
         * @param second the one after it
         * @param others those after that
         * @return this
         * @throws IllegalArgumentException if the first has another form
         */
        public Builder fallback(String first, Model<?> second, Model<?>... others) {
            return fallback(first).fallback(second).fallback(others);
        }

        /**
         * Adds models that stand in for one that fails, as {@link #fallback(String...)} does. More of either kind are added
         * with another call.
         *
         * @param first the first
         * @param second the one after it, as {@code provider:name}
         * @param others those after that, as {@code provider:name}
         * @return this
         * @throws IllegalArgumentException if one that is a text has another form
         */
        public Builder fallback(Model<?> first, String second, String... others) {
            return fallback(first).fallback(second).fallback(others);
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
         * Sets where spans and metrics go, in place of the global OpenTelemetry as it is when the client is built.
         *
         * <p>Span processors and exporters run in the background: one that fails or hangs costs spans, never a reply. Calls wait
         * for them half a second in all, and not again until they are quick again, so that a span has been exported by the time
         * the result is there. A stream that is made while starts of spans hang has ids of its own, which its span, when it
         * comes at last, tells as {@code cuecard.told.trace_id} and {@code cuecard.told.span_id}.
         *
         * @param openTelemetry the API's entry point
         * @return this
         */
        public Builder openTelemetry(OpenTelemetry openTelemetry) {
            this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
            return this;
        }

        /**
         * Sets whether the text of prompts and replies, tool calls and the provider's own words for an error are put on spans.
         *
         * @param captureContent true to put it there; false unless set
         * @return this
         */
        public Builder captureContent(boolean captureContent) {
            this.captureContent = captureContent;
            return this;
        }

        /**
         * Sets whether providers are told of the trace, so that a gateway of your own can go on with it: with the headers that
         * the OpenTelemetry's propagators send, {@code traceparent} most often, and baggage where they send it.
         *
         * @param propagateTrace true to send them; false unless set
         * @return this
         */
        public Builder propagateTrace(boolean propagateTrace) {
            this.propagateTrace = propagateTrace;
            return this;
        }

        /**
         * Sets whose connections, interceptors, proxy and TLS settings are used. Redirects and repetitions of the client's own
         * are off all the same, and so are its read and write timeouts: the deadlines of the call are kept instead.
         *
         * <p>Unless one is set, a client makes its own: HTTP/2 or 1.1, as many connections as there are streams, and TLS
         * that is set up with the first call to an https address.
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
         * @throws ConfigurationException if a key, a base URL or a fallback was set of a provider that the client does not
         *     know, or that streams other chunks than a fallback says
         */
        public PromptClient build() {
            PromptClient client = new PromptClient(this);
            keys.keySet().forEach(name -> client.exchanges.catalogue().require(name, "apiKey"));
            baseUrls.keySet().forEach(name -> client.exchanges.catalogue().require(name, "baseUrl"));
            return client;
        }
    }
}
