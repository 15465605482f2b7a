package dev.cuecard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.call.Timeouts;
import dev.cuecard.error.ApiException;
import dev.cuecard.error.AuthenticationException;
import dev.cuecard.error.RateLimitException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.openai.OpenAiChunk;
import dev.cuecard.provider.MockWriter;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.ChunkStream;
import dev.cuecard.stream.Deadline;
import dev.cuecard.stream.Ending;
import dev.cuecard.stream.StreamException;
import dev.cuecard.stream.StreamInterruptedException;
import dev.cuecard.stream.StreamResult;
import dev.cuecard.stream.StreamTimeoutException;
import dev.cuecard.testing.Way.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong, and what takes time, because the script says so. */
@Timeout(60)
class MockModelFaultsTest {

    private static final Duration FOREVER = Duration.ofDays(400_000);
    private static final CallOptions ONCE = CallOptions.defaults().retries(Retries.none());

    private static HandWrittenPrompt once(MockModel mock) {
        return HandWrittenPrompt.with(mock.client(), ONCE);
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_connection_interrupts_after_the_chunks_that_came(Way way) {
        Outcome outcome = way.call(once(MockModel.chunks("a", "b", "c").failingAfter(2)));

        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
        if (way.streams()) {
            assertThat(outcome.contents()).containsExactly("a", "b");
            assertThat(partial(outcome).text()).isEqualTo("ab");
        } else {
            assertThat(partial(outcome).text()).isEmpty();
        }
    }

    @Test
    void a_connection_lost_after_more_chunks_than_there_are_is_lost_before_the_end() {
        Outcome outcome = Way.STREAM.call(once(MockModel.chunks("a", "b").failingAfter(9)));

        assertThat(outcome.contents()).containsExactly("a", "b");
        assertThat(outcome.thrown()).isInstanceOf(StreamInterruptedException.class);
    }

    @Test
    void a_connection_lost_before_the_first_chunk_is_tried_again() {
        MockModel mock =
                MockModel.sequence(MockModel.streaming("never").failingAfter(0), MockModel.streaming("second try"));

        Outcome outcome = Way.STREAM.call(mock);

        assertThat(outcome.result().text()).isEqualTo("second try");
        assertThat(outcome.result().attempts()).isEqualTo(2);
    }

    @Test
    void chunks_are_counted_by_their_text_in_a_format_that_opens_with_another_event() {
        Provider<OpenAiChunk> opening = withOpeningEvent(OpenAi.compatible("opening", "https://example.com", ""));
        MockModel mock = MockModel.chunks("a", "a", "b").failingAfter(2);

        Outcome outcome = Way.STREAM.call(
                HandWrittenPrompt.with(mock.client(opening), ONCE).on(opening.model("m")));

        assertThat(outcome.contents()).containsExactly("a", "a");
        assertThat(partial(outcome).chunkCount()).isEqualTo(3);
    }

    @SuppressWarnings("unchecked") // The proxy is asked for nothing else.
    private static Provider<OpenAiChunk> withOpeningEvent(Provider<OpenAiChunk> real) {
        return (Provider<OpenAiChunk>) Proxy.newProxyInstance(
                Provider.class.getClassLoader(), new Class<?>[] {Provider.class}, (proxy, method, args) -> {
                    if (method.getName().equals("mockWriter")) {
                        return new OpeningWriter(real.mockWriter());
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Writes an event that names the role before any that has text, as Anthropic's format does. */
    private record OpeningWriter(MockWriter real) implements MockWriter {
        @Override
        public List<byte[]> stream(Reply reply) {
            List<byte[]> events = new ArrayList<>();
            events.add("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n"
                    .getBytes(StandardCharsets.UTF_8));
            events.addAll(real.stream(reply));
            return events;
        }

        @Override
        public byte[] whole(Reply reply) {
            return real.whole(reply);
        }

        @Override
        public byte[] error(int status, String message) {
            return real.error(status, message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silence_misses_a_deadline(Way way) {
        CallOptions impatient = ONCE.timeouts(
                Timeouts.defaults().firstChunk(Duration.ofSeconds(2)).idle(Duration.ofMillis(100)));
        MockModel mock = MockModel.chunks("a", "b").stallingAfter(1);

        Outcome outcome = way.call(HandWrittenPrompt.with(mock.client(), impatient));

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        StreamTimeoutException.class,
                        timeout -> assertThat(timeout.deadline())
                                .isEqualTo(way.streams() ? Deadline.IDLE : Deadline.FIRST_CHUNK));
        assertThat(partial(outcome).text()).isEqualTo(way.streams() ? "a" : "");
    }

    @Test
    void silence_before_the_first_chunk_is_not_taken_for_a_failure_to_connect() {
        CallOptions impatient =
                ONCE.timeouts(Timeouts.defaults().connect(Duration.ofMillis(50)).firstChunk(Duration.ofMillis(300)));
        MockModel mock = MockModel.streaming("never").stallingAfter(0);

        Outcome outcome = Way.STREAM.call(HandWrittenPrompt.with(mock.client(), impatient));

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        StreamTimeoutException.class,
                        timeout -> assertThat(timeout.deadline()).isEqualTo(Deadline.FIRST_CHUNK));
    }

    @Test
    void a_stream_that_waits_between_chunks_ends_at_once_when_it_is_aborted() throws Exception {
        PromptClient client = MockModel.chunks("a", "b").delay(FOREVER).client();
        ChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(client).stream();
        Iterator<OpenAiChunk> chunks = stream.iterator();
        assertThat(chunks.next().content()).isEqualTo("a");
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(() -> {
            reading.countDown();
            return chunks.hasNext();
        });
        assertThat(reading.await(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();

        stream.abort();

        assertThat(more.get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        StreamResult result = stream.result().get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(result.ending()).isEqualTo(new Ending.Aborted());
        assertThat(result.text()).isEqualTo("a");
    }

    @Test
    void a_pushed_stream_that_waits_ends_at_once_when_it_is_aborted() throws Exception {
        PromptClient client = MockModel.chunks("a", "b").delay(FOREVER).client();
        AsyncChunkStream<OpenAiChunk> stream = HandWrittenPrompt.with(client).streamAsync();
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<StreamResult> done = stream.forEach(chunk -> first.countDown());
        assertThat(first.await(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();

        stream.abort();

        assertThat(done.get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS).aborted())
                .isTrue();
    }

    @Test
    void the_first_chunk_and_the_end_do_not_wait_for_the_delay() {
        assertThat(Way.STREAM.call(MockModel.chunks("only one").delay(FOREVER)).contents())
                .containsExactly("only one");
    }

    @Test
    void the_time_between_chunks_is_at_least_the_delay() {
        Duration delay = Duration.ofMillis(20);

        StreamResult result =
                Way.STREAM.call(MockModel.chunks("a", "b", "c").delay(delay)).result();

        assertThat(result.duration().minus(result.timeToFirstChunk().orElseThrow()))
                .isGreaterThanOrEqualTo(delay.multipliedBy(2));
    }

    @Test
    void a_reader_that_is_interrupted_while_the_mock_waits_is_told_so() throws Exception {
        PromptClient client = MockModel.chunks("a", "b").delay(FOREVER).client();
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                HandWrittenPrompt.with(client).stream().forEach(chunk -> first.countDown());
            } catch (StreamInterruptedException e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("the flag was lost"));
            }
        });
        reader.start();
        assertThat(first.await(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();

        reader.interrupt();

        assertThat(thrown.get(ScriptedServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(StreamInterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void an_error_answer_is_the_provider_s_own(Way way) {
        Outcome outcome = way.call(once(MockModel.answering(401, "Incorrect key")));

        assertThat(outcome.thrown())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Incorrect key")
                .hasMessageContaining("401");
    }

    @ParameterizedTest
    @EnumSource
    void an_error_answer_can_ask_to_wait(Way way) {
        Outcome outcome = way.call(once(MockModel.answering(429, "Slow down").retryAfter(Duration.ofMillis(1_500))));

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        limit -> assertThat(limit.retryAfter()).contains(Duration.ofMillis(1_500)));
    }

    @ParameterizedTest
    @EnumSource
    void a_sequence_answers_each_attempt_from_the_next_script_and_stays_at_the_last(Way way) {
        ScriptedError busy = MockModel.answering(503, "Busy").retryAfter(Duration.ZERO);
        MockModel mock = MockModel.sequence(MockModel.sequence(busy, busy), MockModel.streaming("Hi"));
        HandWrittenPrompt prompt = HandWrittenPrompt.with(mock.client());

        Outcome first = way.call(prompt);
        Outcome second = way.call(prompt);

        assertThat(first.result().text()).isEqualTo("Hi");
        assertThat(first.result().attempts()).isEqualTo(3);
        assertThat(second.result().text()).isEqualTo("Hi");
        assertThat(second.result().attempts()).isEqualTo(1);
        assertThat(mock.requests()).hasSize(4);
    }

    @Test
    void a_sequence_begins_anew_with_each_client() {
        MockModel mock = MockModel.sequence(MockModel.streaming("first"), MockModel.streaming("second"));

        assertThat(Way.CALL.call(mock).result().text()).isEqualTo("first");
        assertThat(Way.CALL.call(mock).result().text()).isEqualTo("first");
    }

    @Test
    void a_client_can_be_given_settings_of_its_own() {
        MockModel mock = MockModel.answering(500, "Out of order").retryAfter(Duration.ZERO);
        PromptClient client = mock.clientBuilder().retries(Retries.of(4)).build();

        Outcome outcome = Way.CALL.call(HandWrittenPrompt.with(client));

        assertThat(outcome.thrown()).isInstanceOf(ApiException.class);
        assertThat(mock.requests()).hasSize(5);
    }

    @Test
    void a_fault_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> MockModel.streaming("a").failingAfter(-1)).hasMessageContaining("failingAfter(-1)");
        assertThatThrownBy(() -> MockModel.streaming("a").stallingAfter(-1)).hasMessageContaining("stallingAfter(-1)");
        assertThatThrownBy(() -> MockModel.streaming("a").delay(Duration.ofMillis(-1)))
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> MockModel.answering(200, "fine")).hasMessageContaining("from 300 to 599");
        assertThatThrownBy(() -> MockModel.answering(429, "a").retryAfter(Duration.ofMillis(-1)))
                .hasMessageContaining("retryAfter");
    }

    private static StreamResult partial(Outcome outcome) {
        return ((StreamException) outcome.thrown()).partial();
    }
}
