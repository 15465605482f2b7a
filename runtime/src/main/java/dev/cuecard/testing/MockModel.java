package dev.cuecard.testing;

import dev.cuecard.PromptClient;
import dev.cuecard.provider.Provider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/**
 * A model that answers from a script, for tests of code that calls prompts.
 *
 * <pre>{@code
 * MockModel mock = MockModel.streaming("Test response text").chunkSize(5).delay(Duration.ofMillis(100));
 * for (String text : RecipeRecommenderPrompt.of("apples").with(mock.client()).stream().text()) {
 *     System.out.println(text); // "Test ", "respo", "nse t", "ext"
 * }
 * }</pre>
 *
 * <p>The script is written in the wire format of whichever provider the prompt names, and is read by what reads that
 * provider's real answers: chunks, endings, retries and deadlines are those of a real call. No socket is opened, and no
 * key or other variable of the environment is looked at: what a {@code .prompty} file says of endpoint and key is not
 * followed, and a model's name that it takes from a variable is the reference's default, or the reference itself.
 *
 * <p>A mock is an immutable value but for {@link #requests()}, and safe for use by many threads.
 */
public abstract sealed class MockModel permits ScriptedReply, ScriptedError, ScriptedSequence {

    private final RequestLog log = new RequestLog();

    MockModel() {}

    /**
     * Scripts a reply.
     *
     * @param text the whole text; streamed word by word, each with the white space before it, unless
     *     {@link ScriptedReply#chunkSize} says otherwise
     * @return the mock
     */
    public static ScriptedReply streaming(String text) {
        return ScriptedReply.of(Pieces.words(Objects.requireNonNull(text, "text")));
    }

    /**
     * Scripts a reply whose chunks are these.
     *
     * @param pieces the text of one chunk each, none of them empty
     * @return the mock
     */
    public static ScriptedReply chunks(String... pieces) {
        return ScriptedReply.of(Pieces.checked(List.of(Objects.requireNonNull(pieces, "pieces"))));
    }

    /**
     * Scripts a refusal: the model answers that it will not.
     *
     * @param words the words it declines with
     * @return the mock
     */
    public static ScriptedReply refusing(String words) {
        return ScriptedReply.declining(Objects.requireNonNull(words, "words"));
    }

    /**
     * Scripts the call of a tool. Text before it and further calls are added with {@link ScriptedReply#andCallingTool}.
     *
     * @param name the tool's name
     * @param argumentsJson the arguments as JSON text; sent as it is, so that broken text can be tried too
     * @return the mock
     */
    public static ScriptedReply callingTool(String name, String argumentsJson) {
        return streaming("").andCallingTool(name, argumentsJson);
    }

    /**
     * Scripts an error answer. As after a real one, a call is tried again where that may help: see
     * {@link ScriptedError#retryAfter} for how long it waits.
     *
     * @param status the HTTP status, from 300 to 599
     * @param message the provider's sentence
     * @return the mock
     */
    public static ScriptedError answering(int status, String message) {
        return new ScriptedError(status, Objects.requireNonNull(message, "message"), null);
    }

    /**
     * Scripts one request after another, retries included. The last script answers all that follow.
     *
     * @param mocks the scripts in order, at least one
     * @return the mock
     */
    public static MockModel sequence(MockModel... mocks) {
        if (Objects.requireNonNull(mocks, "mocks").length == 0) {
            throw new IllegalArgumentException("MockModel.sequence() needs at least one script to answer from");
        }
        return new ScriptedSequence(Arrays.stream(mocks)
                .flatMap(mock -> Objects.requireNonNull(mock, "one of the mocks").scripts().stream())
                .toList());
    }

    /**
     * Makes a client that answers every prompt of every provider from this script.
     *
     * @param others providers beyond those that every client knows, as {@link dev.cuecard.openai.OpenAi#compatible} makes
     *     them
     * @return a client; a sequence begins anew with each
     */
    public final PromptClient client(Provider<?>... others) {
        return clientBuilder(others).build();
    }

    /**
     * Begins such a client where it needs settings of its own: retries, timeouts, OpenTelemetry. Its providers, addresses
     * and HTTP client are the mock's and have to stay.
     *
     * @param others providers beyond those that every client knows
     * @return a builder
     */
    public final PromptClient.Builder clientBuilder(Provider<?>... others) {
        PromptClient.Builder builder = PromptClient.builder();
        Stream.concat(builder.build().providers().stream(), Arrays.stream(others))
                .map(provider -> Objects.requireNonNull(provider, "one of the others"))
                .forEach(provider -> builder.provider(new MockProvider<>(provider, log)));
        return builder.httpClient(new OkHttpClient.Builder()
                .addInterceptor(new ScriptedAnswers(scripts(), log))
                .build());
    }

    /**
     * Returns what the clients of this mock have asked so far, each retry counted.
     *
     * @return the requests in the order in which they were sent, a copy
     */
    public final List<MockRequest> requests() {
        return log.sent();
    }

    abstract List<Script> scripts();

    static Duration notNegative(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " is " + duration + "; it cannot be negative");
        }
        return duration;
    }
}
