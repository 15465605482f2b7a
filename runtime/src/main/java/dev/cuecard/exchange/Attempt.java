package dev.cuecard.exchange;

import dev.cuecard.error.ApiError;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.exchange.AttemptFailure.Remedy;
import dev.cuecard.http.Asked;
import dev.cuecard.http.ConfigurationFault;
import dev.cuecard.http.ConnectFailedException;
import dev.cuecard.http.EventReader;
import dev.cuecard.http.EventTooLongException;
import dev.cuecard.http.HttpAttempt;
import dev.cuecard.http.HttpTransport;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.ErrorResponse;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.provider.WireRequest.Framing;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and the answer to it, read chunk by chunk. One thread sends and reads; any thread may cancel.
 */
final class Attempt<C extends Chunk> {

    /** How much of an error's body is read. */
    private static final int ERROR_BODY = 64 * 1024;

    private final String model;
    private final CallPlan<? extends C> plan;
    private final HttpAttempt http;
    private final ChunkDecoder<? extends C> decoder;
    private final Redaction redaction;
    private final Duration connectTimeout;
    private @Nullable EventReader events;
    private @Nullable ApiError pendingError;
    private volatile boolean connectTimedOut;
    private volatile @Nullable String waitedTooLong;

    Attempt(String model, CallPlan<? extends C> plan, HttpTransport transport, Duration connectTimeout)
            throws AttemptFailure {
        this.model = model;
        this.plan = plan;
        this.decoder = plan.provider().decoder();
        this.redaction = Redaction.of(plan);
        this.connectTimeout = connectTimeout;
        try {
            Asked asked =
                    new Asked(plan.provider().name(), plan.model(), plan.request(), plan.authorization(), plan.key());
            this.http = transport.open(plan.baseUrl(), asked, connectTimeout);
        } catch (ConfigurationException e) {
            throw AttemptFailure.of("configuration", Outcome.misconfigured(e), Remedy.ANOTHER_MODEL);
        }
    }

    /** Sends the request and waits for the head of the answer. */
    void send() throws AttemptFailure {
        try {
            http.send();
            if (http.status() < 200 || http.status() > 299) {
                throw failure(readError(http.status(), http.readBody(ERROR_BODY)));
            }
            events = http.events(plan.maxEventBytes());
        } catch (ConfigurationFault e) {
            throw AttemptFailure.of("configuration", Outcome.misconfigured(e.reason()), Remedy.NONE);
        } catch (IOException e) {
            throw unsent(e);
        } catch (ConfigurationException e) {
            // What stands in for a server in a test finds out only now that it cannot answer as it is told to.
            throw AttemptFailure.of("configuration", Outcome.misconfigured(e), Remedy.ANOTHER_MODEL);
        }
    }

    /**
     * Reads on to the next chunk.
     *
     * @return the chunk, or null where the reply is whole
     */
    @Nullable
    C read() throws AttemptFailure {
        if (pendingError != null) {
            throw failure(pendingError);
        }
        EventReader reader = events;
        while (reader != null && !decoder.ended()) {
            WireEvent event;
            try {
                event = reader.next();
            } catch (EventTooLongException e) {
                throw AttemptFailure.of(
                        "malformed",
                        Outcome.malformed(name() + " sent too much: " + redaction.words(e), "", e),
                        Remedy.ANOTHER_MODEL);
            } catch (ConfigurationFault e) {
                throw AttemptFailure.of(
                        "configuration", Outcome.interrupted(redaction.words(e), e.reason()), Remedy.NONE);
            } catch (IOException e) {
                return lost(e);
            }
            if (event == null) {
                return lost(new EOFException("the body ended"));
            }
            C chunk = decode(event);
            if (chunk != null) {
                return chunk;
            }
        }
        return null;
    }

    private @Nullable C decode(WireEvent event) throws AttemptFailure {
        if (event.name().equals(EventReader.PAGE)) {
            throw failure(readError(http.status(), event.data()));
        }
        boolean whole = http.framing() == Framing.JSON;
        C chunk;
        try {
            chunk = whole ? decoder.decodeWhole(event) : decoder.decode(event);
        } catch (ChunkDecoder.MalformedEventException e) {
            if (!event.terminated()) {
                return lost(new EOFException("the body ended in the middle of an event"));
            }
            throw AttemptFailure.of(
                    "malformed",
                    Outcome.malformed(
                            redaction.text(String.valueOf(e.getMessage())),
                            redaction.text(Outcome.excerpt(event.toString())),
                            redaction.cause(e)),
                    Remedy.ANOTHER_MODEL);
        }
        Optional<ApiError> error = decoder.error();
        if (error.isPresent()) {
            if (chunk == null) {
                throw failure(error.get());
            }
            pendingError = error.get();
        }
        return chunk;
    }

    /** Whether everything has been read that belongs to the reply, so that the next read would find its end. */
    boolean whole() {
        return pendingError == null && (decoder.ended() || http.framing() == Framing.JSON);
    }

    /** What the provider wants back with a reply that came to a good end. */
    ChunkDecoder.TurnCompletion turnCompletion() {
        return decoder.turnCompletion();
    }

    /** Whether a finish reason was seen: what may still come is usage and an end marker. */
    boolean finished() {
        return decoder.finished() || decoder.ended();
    }

    private @Nullable C lost(IOException cause) throws AttemptFailure {
        if (finished()) {
            return null;
        }
        checkWait();
        // On a virtual thread an interrupt closes the socket, and is told as any loss of it.
        boolean interrupted = Thread.currentThread().isInterrupted() && !(cause instanceof EOFException);
        IOException told = redaction.cause(cause);
        String what = interrupted
                ? "The thread that read the stream of " + name() + " was interrupted"
                : cause instanceof EOFException
                        ? "The stream of " + name() + " was cut before its end: " + ending(cause)
                        : "The connection to " + name() + " was lost in mid-stream: " + redaction.words(cause);
        throw Thread.currentThread().isInterrupted()
                ? AttemptFailure.of("interrupted", Outcome.interrupted(what, told), Remedy.NONE)
                : AttemptFailure.of("connection", Outcome.interrupted(what, told), Remedy.ANOTHER_ATTEMPT);
    }

    /** Whether it is for its slowness that the attempt was cancelled. A wait as long as this one is not begun again. */
    private void checkWait() throws AttemptFailure {
        String told = waitedTooLong;
        if (told != null) {
            throw AttemptFailure.of("timeout", Outcome.timedOut(Deadline.FIRST_CHUNK, told), Remedy.ANOTHER_MODEL);
        }
    }

    /** Okio's end of input says nothing of itself. */
    private String ending(IOException cause) {
        return cause.getMessage() == null ? "the connection was closed" : redaction.words(cause);
    }

    private AttemptFailure unsent(IOException cause) throws AttemptFailure {
        if (Thread.currentThread().isInterrupted()) {
            String what = "The thread that called " + name() + " was interrupted";
            return AttemptFailure.of("interrupted", Outcome.interrupted(what, cause), Remedy.NONE);
        }
        checkWait();
        boolean gaveUp = connectTimedOut || (cause instanceof ConnectFailedException failed && failed.timedOut());
        if (!http.connected() && gaveUp) {
            String what = "No connection to " + name() + " at " + shownUrl() + " within "
                    + Watch.inSeconds(connectTimeout)
                    + ".\nCheck the address and the network, or allow more with Timeouts.connect(…).";
            return AttemptFailure.of("timeout", Outcome.timedOut(Deadline.CONNECT, what), Remedy.ANOTHER_ATTEMPT);
        }
        String what = http.connected()
                ? "The connection to " + name() + " was lost before an answer came: " + redaction.words(cause)
                : "No connection to " + name() + ": " + redaction.words(cause) + ".\nThe base URL is " + shownUrl()
                        + "; change it with PromptClient.builder().baseUrl(\""
                        + plan.provider().name() + "\", …)" + settingHint() + ".";
        return AttemptFailure.of(
                "connection", Outcome.interrupted(what, redaction.cause(cause)), Remedy.ANOTHER_ATTEMPT);
    }

    private String settingHint() {
        return plan.baseUrlSetting().isEmpty() ? "" : " or " + plan.baseUrlSetting();
    }

    private ApiError readError(int status, byte[] body) {
        String text = redaction.text(new String(body, StandardCharsets.UTF_8));
        return plan.provider().readError(new ErrorResponse(status, http::header, text));
    }

    private AttemptFailure failure(ApiError error) {
        String advice = plan.provider().advice(error, plan.model());
        String hint = hint(error);
        return AttemptFailure.of(
                redacted(error), hint.isEmpty() || advice.isEmpty() ? hint + advice : hint + "\n" + advice);
    }

    private String hint(ApiError error) {
        int status = error.status();
        if (error.refusesKey()) {
            return plan.key()
                    .map(key -> "The key it refused is the one from " + key.origin() + ".")
                    .orElse("The request carried no key.");
        }
        if (status == 404) {
            return "The model asked for was '" + plan.model() + "', at " + shownUrl()
                    + ": check its name and the base URL.";
        }
        if (status >= 300 && status < 400) {
            return "Redirects are not followed, because a key must not reach another host: set the base URL to where "
                    + shownUrl() + " leads.";
        }
        return "";
    }

    /** Takes the key out, and puts the request's id in where an event in the body could not know it. */
    private ApiError redacted(ApiError error) {
        String requestId = error.requestId();
        if (requestId.isEmpty()) {
            requestId = plan.provider()
                    .readError(new ErrorResponse(http.status(), http::header, ""))
                    .requestId();
        }
        return new ApiError(
                error.provider(),
                error.status(),
                redaction.text(error.type()),
                redaction.text(error.code()),
                redaction.text(error.message()),
                redaction.text(requestId),
                redaction.text(error.body()),
                error.retryAfter(),
                error.shouldRetry());
    }

    /** Where the request went, without what a query may hold. */
    private String shownUrl() {
        String url = redaction.text(plan.baseUrl());
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    private String name() {
        return plan.provider().name();
    }

    /** The model that is asked, as {@code provider:name}. */
    String model() {
        return model;
    }

    boolean connected() {
        return http.connected();
    }

    long waitedNanos() {
        return http.waitedNanos();
    }

    /** Gives up connecting. The sending thread gets to know it as a missed deadline. */
    void cancelConnecting() {
        connectTimedOut = true;
        http.cancel();
    }

    /**
     * Gives up waiting for the first chunk. The thread that waits gets to know it as a missed deadline, so that it can turn
     * to another model.
     *
     * @return false if that was done already, and the thread has not come back
     */
    boolean cancelWaiting(String message) {
        if (waitedTooLong != null) {
            return false;
        }
        waitedTooLong = message;
        http.cancel();
        return true;
    }

    void cancel() {
        http.cancel();
    }

    /**
     * Gives the connection back.
     *
     * @param readToItsEnd whether the reply is whole, so that the connection may be used again; else it is closed
     */
    void release(boolean readToItsEnd) {
        if (readToItsEnd) {
            http.finish();
        } else {
            http.close();
        }
    }
}
