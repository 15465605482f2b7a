package dev.cuecard;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.exchange.CallPlan;
import dev.cuecard.exchange.Candidate;
import dev.cuecard.exchange.Engine;
import dev.cuecard.exchange.Exchange;
import dev.cuecard.message.Message;
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.stream.Chunk;
import dev.cuecard.tracing.CallSpan;
import dev.cuecard.tracing.CallTracer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the exchanges of a client's calls: finds the models that may answer, and what is sent to each.
 *
 * @param engine what all calls share
 * @param catalogue the providers
 * @param connections where they are found
 * @param fallbacks the models that stand in for others
 * @param tracer begins the spans
 * @param timeouts the deadlines of a call that has none of its own
 * @param retries the policy of a call that has none of its own
 */
record Exchanges(
        Engine engine,
        Catalogue catalogue,
        Connections connections,
        Fallbacks fallbacks,
        CallTracer tracer,
        Timeouts timeouts,
        Retries retries) {

    /** The same calls, made of other providers, found elsewhere, over another engine. */
    Exchanges with(Catalogue others, Connections elsewhere, Engine other) {
        return new Exchanges(other, others, elsewhere, fallbacks, tracer, timeouts, retries);
    }

    /** A call whose caller holds the chunks of its model, so that models of that chunk alone may stand in for it. */
    <C extends Chunk> Exchange<C> streamed(
            Model<C> model, Connection connection, List<Message> messages, CallOptions options) {
        return exchange(model.chunkType(), model, connection, messages, options, true);
    }

    /** A call whose caller holds no chunk, so that any model may stand in for its own. */
    Exchange<Chunk> whole(Model<?> model, Connection connection, List<Message> messages, CallOptions options) {
        boolean stream = options.stream().orElse(false);
        return exchange(Chunk.class, model, connection, messages, options, stream);
    }

    private <C extends Chunk> Exchange<C> exchange(
            Class<C> held,
            Model<? extends C> model,
            Connection connection,
            List<Message> messages,
            CallOptions options,
            boolean stream) {
        Model<?> shown = shown(model, connection);
        CallSpan span = tracer.start(shown.provider(), shown.name(), options, messages);
        List<Candidate<C>> candidates = new ArrayList<>();
        candidates.add(
                new Candidate<>(shown.toString(), () -> plan(model, connection, messages, options, stream, span)));
        for (Model<? extends C> other : fallbacks.of(model, held)) {
            candidates.add(new Candidate<>(
                    shown(other, connection).toString(),
                    () -> plan(other, connection, messages, options, stream, span)));
        }
        return new Exchange<>(
                engine,
                candidates,
                options.timeouts().orElse(timeouts),
                options.retries().orElse(retries),
                options.accumulate(),
                span);
    }

    private <C extends Chunk> CallPlan<? extends C> plan(
            Model<C> model,
            Connection connection,
            List<Message> messages,
            CallOptions options,
            boolean stream,
            CallSpan span) {
        CallPlan<? extends C> plan =
                connections.plan(catalogue.provider(model), model, connection, messages, options, stream);
        return plan.withHeaders(span.planned(plan.baseUrl(), plan.request().framing() != Framing.JSON));
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
}
