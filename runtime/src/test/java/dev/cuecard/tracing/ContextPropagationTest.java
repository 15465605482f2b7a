package dev.cuecard.tracing;

import static dev.cuecard.kit.Chunks.DONE;
import static dev.cuecard.kit.Chunks.error;
import static dev.cuecard.kit.Chunks.finish;
import static dev.cuecard.kit.Chunks.text;
import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static dev.cuecard.kit.ScriptedServer.body;
import static dev.cuecard.kit.ScriptedServer.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a call stands among the spans of its caller, whose context its callbacks have, and what the provider is told. */
@Timeout(60)
@NullUnmarked
class ContextPropagationTest {

    private static final ContextKey<String> TENANT = ContextKey.named("tenant");

    private final Recorder recorder = new Recorder();
    private final Span parent =
            recorder.sdk().getTracer("test").spanBuilder("parent").startSpan();
    private final Context callers = Context.root().with(parent).with(TENANT, "acme");

    private static ScriptedServer server() {
        return ScriptedServer.answering(events(text("a"), text("b"), finish("stop"), DONE));
    }

    /** A prompt that streams even where it is called. */
    private static HandWrittenPrompt prompt(PromptClient client) {
        return HandWrittenPrompt.with(client, CallOptions.defaults().stream(true));
    }

    /** The ways to make a call; each makes it at once and reads it later. */
    enum Made {
        STREAM,
        STREAM_ASYNC,
        CALL_ASYNC;

        CompletableFuture<?> start(HandWrittenPrompt prompt, Context callers) throws Exception {
            return switch (this) {
                case STREAM -> {
                    ChunkStream<OpenAiChunk> stream =
                            callers.wrap(() -> prompt.stream()).call();
                    yield CompletableFuture.supplyAsync(stream::collect);
                }
                case STREAM_ASYNC -> {
                    AsyncChunkStream<OpenAiChunk> stream =
                            callers.wrap(() -> prompt.streamAsync()).call();
                    yield CompletableFuture.supplyAsync(() -> stream.collect().join());
                }
                case CALL_ASYNC -> callers.wrap(prompt::callAsync).call();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_span_is_the_child_of_the_one_that_is_current_when_the_stream_is_made(Made made) throws Exception {
        try (ScriptedServer server = server()) {
            made.start(prompt(recorder.clientOf(server).build()), callers).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(recorder.span().getParentSpanId())
                    .isEqualTo(parent.getSpanContext().getSpanId());
            assertThat(recorder.span().getTraceId())
                    .isEqualTo(parent.getSpanContext().getTraceId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_request_is_sent_with_the_span_as_the_current_one(Made made) throws Exception {
        List<String> current = new CopyOnWriteArrayList<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    current.add(Span.current().getSpanContext().getSpanId()
                            + Context.current().get(TENANT));
                    return chain.proceed(chain.request());
                })
                .build();
        try (ScriptedServer server = server()) {
            PromptClient client = recorder.clientOf(server).httpClient(http).build();
            made.start(prompt(client), callers).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(current).containsExactly(recorder.span().getSpanId() + "acme");
        }
    }

    @Test
    void a_reader_s_own_context_is_left_alone() {
        try (ScriptedServer server = server()) {
            for (OpenAiChunk chunk :
                    HandWrittenPrompt.with(recorder.clientOf(server).build()).stream()) {
                assertThat(chunk).isNotNull();
                assertThat(Context.current()).isSameAs(Context.root());
            }
            assertThat(Context.current()).isSameAs(Context.root());
        }
    }

    @Test
    void a_subscriber_s_signals_come_in_the_context_in_which_the_stream_was_made() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        Consumer<String> note =
                signal -> seen.add(signal + " " + Context.current().get(TENANT) + " "
                        + Span.current().getSpanContext().getSpanId());
        try (ScriptedServer server = server()) {
            AsyncChunkStream<OpenAiChunk> stream = callers.wrap(() -> HandWrittenPrompt.with(
                                    recorder.clientOf(server).build())
                            .streamAsync())
                    .call();
            stream.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    note.accept("subscribe");
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(OpenAiChunk chunk) {
                    note.accept("next");
                }

                @Override
                public void onError(Throwable failure) {
                    note.accept(failure.toString());
                    over.countDown();
                }

                @Override
                public void onComplete() {
                    note.accept("complete");
                    over.countDown();
                }
            });
            assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            String its = " acme " + parent.getSpanContext().getSpanId();
            assertThat(seen)
                    .startsWith("subscribe" + its, "next" + its, "next" + its)
                    .endsWith("complete" + its)
                    .allMatch(signal -> signal.endsWith(its));
        }
    }

    @Test
    void what_follows_a_call_in_the_background_has_the_context_in_which_the_call_was_made() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> {
            asked.await();
            events(text("x"), finish("stop"), DONE).answer(request, wire);
        })) {
            HandWrittenPrompt prompt = prompt(recorder.clientOf(server).build());
            CompletableFuture<String> tenant = callers.wrap(prompt::callAsync)
                    .call()
                    .thenApply(result -> Context.current().get(TENANT));
            asked.countDown();

            assertThat(tenant.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("acme");
        }
    }

    @Test
    void the_provider_is_not_told_of_the_trace_unless_asked_for() {
        try (ScriptedServer server = server()) {
            HandWrittenPrompt.with(recorder.clientOf(server).build()).stream().collect();

            assertThat(server.requests())
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.header("traceparent")).isEmpty());
        }
    }

    @Test
    void asked_for_each_attempt_tells_the_provider_of_the_call_s_own_span() {
        try (ScriptedServer server = ScriptedServer.answering(
                body(503, "application/json", error("server_error", "x"), "retry-after-ms: 0"),
                events(text("x"), finish("stop"), DONE))) {
            ChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(
                    recorder.clientOf(server).propagateTrace(true).build(),
                    CallOptions.defaults().retries(Retries.of(1)))
                    .stream();
            stream.collect();

            String told = "00-" + stream.traceId() + "-" + stream.spanId() + "-0[13]";
            assertThat(server.requests())
                    .extracting(request -> request.header("traceparent"))
                    .hasSize(2)
                    .allMatch(header -> header.matches(told));
        }
    }

    @Test
    void a_trace_that_others_began_is_told_where_propagators_are_all_there_is() throws Exception {
        OpenTelemetry propagating =
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        try (ScriptedServer server = server()) {
            PromptClient client = HandWrittenPrompt.clientOf(server)
                    .openTelemetry(propagating)
                    .propagateTrace(true)
                    .build();
            ChunkStream<OpenAiChunk> stream =
                    callers.wrap(() -> HandWrittenPrompt.with(client).stream()).call();
            stream.collect();

            assertThat(stream.traceId()).isEqualTo(parent.getSpanContext().getTraceId());
            assertThat(stream.spanId()).isNotEqualTo(parent.getSpanContext().getSpanId());
            assertThat(server.requests().get(0).header("traceparent"))
                    .startsWith("00-" + stream.traceId() + "-"
                            + parent.getSpanContext().getSpanId());
        }
    }

    /** Sends what no request can carry, beside what one can, and then a bug. */
    private static final class Careless implements TextMapPropagator {

        private final boolean throwing;

        Careless(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public Collection<String> fields() {
            return List.of();
        }

        @Override
        public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
            setter.set(carrier, "x-tenant", "acme");
            setter.set(carrier, "x-name", "Zoë\n");
            setter.set(carrier, "x bad", "x");
            setter.set(carrier, "content-type", "text/plain");
            setter.set(carrier, "authorization", "none");
            if (throwing) {
                throw new IllegalStateException("a bug in a propagator");
            }
        }

        @Override
        public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }

    @Test
    void a_propagator_neither_breaks_a_request_nor_touches_its_other_headers() {
        for (boolean throwing : new boolean[] {false, true}) {
            OpenTelemetry careless = OpenTelemetry.propagating(ContextPropagators.create(new Careless(throwing)));
            try (ScriptedServer server = server()) {
                PromptClient client = HandWrittenPrompt.clientOf(server)
                        .openTelemetry(careless)
                        .propagateTrace(true)
                        .build();
                assertThat(HandWrittenPrompt.with(client).stream().collect().text())
                        .isEqualTo("ab");

                ScriptedServer.Received request = server.requests().get(0);
                assertThat(request.header("x-tenant")).isEqualTo(throwing ? "" : "acme");
                assertThat(request.header("x-name")).isEmpty();
                assertThat(request.header("content-type")).startsWith("application/json");
                assertThat(request.header("authorization")).startsWith("Bearer ");
            }
        }
    }
}
