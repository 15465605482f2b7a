package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.http.Asked;
import dev.cuecard.http.ConfigurationFault;
import dev.cuecard.http.ConnectFailedException;
import dev.cuecard.testing.Tape.Speed;
import dev.cuecard.testing.TapeMoment.Kind;
import dev.cuecard.testing.TapedExchange.TapedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Stands where a client's connections would be, and answers each request from a tape, in the thread that asks. */
final class TapeAnswers implements Interceptor {

    private final TapeContent tape;
    private final Speed speed;

    TapeAnswers(TapeContent tape, Speed speed) {
        this.tape = tape;
        this.speed = speed;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        TapeClock clock = TapeClock.start(speed);
        TapedExchange exchange = find(chain);
        TapedAnswer answer = exchange.answer();
        if (answer == null) {
            throw unanswered(exchange, chain, clock);
        }
        ScriptedBody body = ScriptedBody.of(chain.call(), TapeSteps.open(exchange, answer, clock));
        try {
            wait(body, clock.until(exchange.headMicros()));
        } catch (IOException e) {
            body.close();
            throw e;
        }
        return OfflineResponse.of(chain, answer.status(), answer.headers(), null, body);
    }

    private TapedExchange find(Chain chain) throws ConfigurationFault {
        Asked asked = Objects.requireNonNull(
                chain.request().tag(Asked.class), "every request of a client says what is asked");
        try {
            return tape.next(TapedRequest.of(asked));
        } catch (ConfigurationException e) {
            throw new ConfigurationFault(e);
        }
    }

    private static IOException unanswered(TapedExchange exchange, Chain chain, TapeClock clock) throws IOException {
        TapeMoment ending = Objects.requireNonNull(exchange.ending(), "only what is whole is played");
        wait(ScriptedBody.of(chain.call(), Steps.of(List.of())), clock.until(ending));
        if (ending.kind() == Kind.LEFT) {
            return TapeSteps.left(exchange);
        }
        IOException lost = TapeSteps.lost(ending.words());
        return ending.kind() == Kind.CONNECT_TIMEOUT
                ? new ConnectFailedException("no connection in time, as was recorded", true, lost)
                : lost;
    }

    private static void wait(ScriptedBody body, Duration duration) throws IOException {
        if (!duration.isNegative() && !duration.isZero()) {
            body.pause(duration);
        }
    }
}
