package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.message.Message;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.StreamResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The base of every generated prompt. A prompt is an immutable value: its inputs, the model it speaks to, and how.
 *
 * <p>Its public names are few, so that inputs are free to be called {@code name}, {@code model}, {@code text} and the
 * like.
 *
 * @param <C> the chunk that the prompt's model streams
 */
public abstract class TypedPrompt<C extends Chunk> implements Streaming<C> {

    private final Binding<C> binding;

    /**
     * Makes a prompt; called by generated code.
     *
     * @param binding what the prompt is bound to
     */
    protected TypedPrompt(Binding<C> binding) {
        this.binding = Objects.requireNonNull(binding, "binding");
    }

    /**
     * Returns what is known of the prompt at compile time.
     *
     * @return the description
     */
    public final PromptInfo info() {
        return binding.info;
    }

    /**
     * Renders the prompt. No call is made.
     *
     * @return the messages that a call would send
     */
    public abstract List<Message> render();

    @Override
    public final ChunkStream<C> stream() {
        return binding.client().stream(binding.model, binding.connection, render(), binding.effectiveOptions());
    }

    @Override
    public final AsyncChunkStream<C> streamAsync() {
        return binding.client().streamAsync(binding.model, binding.connection, render(), binding.effectiveOptions());
    }

    @Override
    public final StreamResult call() {
        return binding.client().call(binding.model, binding.connection, render(), binding.effectiveOptions());
    }

    @Override
    public final CompletableFuture<StreamResult> callAsync() {
        return binding.client().callAsync(binding.model, binding.connection, render(), binding.effectiveOptions());
    }

    /**
     * Returns the same prompt on another model, of this provider or another.
     *
     * @param <D> the chunk that the model streams
     * @param model the model
     * @return a prompt of the same inputs, options and client
     */
    public final <D extends Chunk> TypedPrompt<D> on(Model<D> model) {
        return new Rebound<>(this, binding.on(model));
    }

    /**
     * What a prompt is bound to: its description, its model, and the client and options of its calls. Immutable; generated
     * code hands it from one prompt to the next.
     *
     * @param <C> the chunk that the model streams
     */
    protected static final class Binding<C extends Chunk> {

        private final PromptInfo info;
        private final Model<C> model;
        private final Connection connection;
        private final @Nullable PromptClient client;
        private final CallOptions options;

        /**
         * Binds a prompt to its model, the shared client, and no options but its own.
         *
         * @param info the description
         * @param model the model
         */
        public Binding(PromptInfo info, Model<C> model) {
            this(info, model, Connection.NONE);
        }

        /**
         * Binds a prompt to its model, to what its file says of how the model's provider is reached, to the shared client,
         * and no options but its own.
         *
         * @param info the description
         * @param model the model; its name may hold {@code ${env:NAME}}, resolved when a call is made
         * @param connection what the file says; used for calls of the provider that it names, not for those of others
         * @throws NullPointerException if one is null; it names which
         */
        public Binding(PromptInfo info, Model<C> model, Connection connection) {
            this(
                    Objects.requireNonNull(info, "info"),
                    Objects.requireNonNull(model, "model"),
                    Objects.requireNonNull(connection, "connection"),
                    null,
                    CallOptions.defaults());
        }

        private Binding(
                PromptInfo info,
                Model<C> model,
                Connection connection,
                @Nullable PromptClient client,
                CallOptions options) {
            this.info = info;
            this.model = model;
            this.connection = connection;
            this.client = client;
            this.options = options;
        }

        /**
         * Changes the client.
         *
         * @param changed the client
         * @return the changed binding
         */
        public Binding<C> with(PromptClient changed) {
            return new Binding<>(info, model, connection, Objects.requireNonNull(changed, "client"), options);
        }

        /**
         * Lays options over those that were given before.
         *
         * @param over the options; what they set wins
         * @return the changed binding
         */
        public Binding<C> with(CallOptions over) {
            return new Binding<>(info, model, connection, client, options.merge(over));
        }

        private <D extends Chunk> Binding<D> on(Model<D> other) {
            return new Binding<>(info, Objects.requireNonNull(other, "model"), connection, client, options);
        }

        private PromptClient client() {
            return client != null ? client : PromptClient.shared();
        }

        private CallOptions effectiveOptions() {
            return info.options().merge(options);
        }

        /** Equal if the call options are: a client is where a prompt is sent, not what it is. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Binding<?> that
                    && info.equals(that.info)
                    && model.equals(that.model)
                    && connection.equals(that.connection)
                    && options.equals(that.options);
        }

        @Override
        public int hashCode() {
            return Objects.hash(info.name(), model, options);
        }

        @Override
        public String toString() {
            return model.toString();
        }
    }

    /** A prompt on another model than its own. */
    private static final class Rebound<D extends Chunk> extends TypedPrompt<D> {

        private final TypedPrompt<?> original;

        Rebound(TypedPrompt<?> original, Binding<D> binding) {
            super(binding);
            this.original = original;
        }

        @Override
        public List<Message> render() {
            return original.render();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rebound<?> that
                    && original.equals(that.original)
                    && ((TypedPrompt<?>) this).binding.equals(((TypedPrompt<?>) that).binding);
        }

        @Override
        public int hashCode() {
            return 31 * original.hashCode() + ((TypedPrompt<?>) this).binding.hashCode();
        }

        @Override
        public String toString() {
            return original + " on " + ((TypedPrompt<?>) this).binding;
        }
    }
}
