package dev.cuecard.testing;

import dev.cuecard.PromptClient;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.exchange.Rewiring;
import dev.cuecard.exchange.Sleeper;
import dev.cuecard.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Records what a client exchanges with providers, and plays it again where there is no network and no key.
 *
 * <pre>{@code
 * PromptClient recording = Tape.record(Path.of("src/test/tapes/recipes"), PromptClient.shared());
 * RecipeRecommenderPrompt.of("apples").with(recording).call();
 *
 * PromptClient replaying = Tape.replay(Path.of("src/test/tapes/recipes"));
 * RecipeRecommenderPrompt.of("apples").with(replaying).stream();
 * }</pre>
 *
 * <p>A tape is a folder that holds one folder an exchange, each retry included: {@code 0001-openai},
 * {@code 0002-openai}, in the order in which the requests were sent. In it are
 *
 * <ul>
 *   <li>{@code request.json}: the provider, model, URL, path, headers and JSON of the request,
 *   <li>{@code response.json}: the status and headers of the answer,
 *   <li>{@code body.sse}, {@code .ndjson}, {@code .json}, {@code .txt} or {@code .bin}: the body as it came, but unpacked
 *       where the server packed it with gzip,
 *   <li>{@code timing.tsv}: a line for each piece of the body as it arrived, with the microseconds since the request was
 *       sent, and last how it ended: {@code end}, {@code cut} for a lost connection, {@code connect-timeout}, or
 *       {@code left} where its reader aborted or missed a deadline.
 * </ul>
 *
 * <p>Keys are not on a tape: headers that carry keys or cookies are left out, and wherever else the key of the call would
 * stand, in a header, a URL, the request or the answer, there stands {@code [key]}. A key shorter than 4 characters is no
 * secret, and one that is a common word takes the word with it. In the body of an error, words that look like a key are
 * replaced too. The prompts and answers themselves are on the tape as they are.
 *
 * <p>What is played goes through the provider's real request writer and its real reader: chunks, endings and retries are
 * those of a real call. The clients are safe for use by many threads.
 */
public final class Tape {

    private Tape() {}

    /** How fast a tape is played. */
    public enum Speed {
        /**
         * Without waiting: neither for what took its time when it was recorded, nor between the attempts of a call.
         */
        AT_ONCE,
        /**
         * Each piece of an answer as long after the request as it came when it was recorded, give or take what the machine
         * needs. Between attempts the client waits as for a real provider.
         */
        RECORDED
    }

    /**
     * Makes a client that calls as another does, with its providers, keys, addresses, deadlines, retries and telemetry, and
     * writes each exchange down. What is on the tape already stays there, and new exchanges come after it: to record anew,
     * delete the folder first. Several clients may record into one folder.
     *
     * <p>An exchange is written as it goes on, and in no way held up by more than the writing. One that cannot be written
     * is not swept under the carpet: before it is sent, the call fails with a {@link ConfigurationException}; in mid-stream
     * the stream gives what has arrived and then ends with a
     * {@link dev.cuecard.stream.StreamInterruptedException} that has the {@code ConfigurationException} as its cause; and
     * if only the ending could not be written, the next call of the client fails. After that the client sends nothing more.
     *
     * @param folder the tape, made if it is not there
     * @param client the client that makes the calls; it stays as it is
     * @return the client that records
     * @throws ConfigurationException if the folder cannot be made or written to
     */
    public static PromptClient record(Path folder, PromptClient client) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(client, "client");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The folder " + folder + " for a tape cannot be made: " + Recorder.words(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigurationException("The folder " + folder + " for a tape cannot be written to.");
        }
        Recorder recorder = new Recorder(folder, TapeReader.lastNumber(folder), Recorder.onDisk());
        return recording(client, recorder);
    }

    static PromptClient recording(PromptClient client, Recorder recorder) {
        return Rewiring.of(client).through(client, network -> network.through(recorder));
    }

    /**
     * Makes a client that answers from a tape, at once, any prompt of the providers that every client knows.
     *
     * @param folder the tape
     * @return the client
     * @throws ConfigurationException if there is no tape, or it is damaged
     * @see #replay(Path, Speed, PromptClient)
     */
    public static PromptClient replay(Path folder) {
        return replay(folder, Speed.AT_ONCE);
    }

    /**
     * Makes a client that answers from a tape any prompt of the providers that every client knows.
     *
     * @param folder the tape
     * @param speed how fast
     * @return the client
     * @throws ConfigurationException if there is no tape, or it is damaged
     * @see #replay(Path, Speed, PromptClient)
     */
    public static PromptClient replay(Path folder, Speed speed) {
        return replay(folder, speed, PromptClient.builder().build());
    }

    /**
     * Makes a client that answers from a tape. It knows the providers of another client and has its deadlines, retries and
     * telemetry, but opens no connection and looks at no key, no address and no variable of the environment; where a prompt
     * takes its model's name from a variable, it is asked for the model on the tape, or the reference's default if it has
     * one.
     *
     * <p>A request is answered by the recorded one of the same provider and path whose body is equal as JSON: the order of
     * members, white space and the way a number is written do not matter, and headers are not compared. One that was
     * recorded several times is answered in the order of the recording, and the last answer stands for all that follow. A
     * request that was not recorded ends with a {@link ConfigurationException}, which is not tried again and shows the
     * nearest recorded one and where the two differ.
     *
     * <p>Endings are played as they were recorded: a lost connection is lost again at the same byte. A recording whose reader
     * left breaks off where he did, with a message that says so; at recorded speed it stays silent for a second longer than
     * the reader waited, so that the same deadline is missed again. A recording that was itself broken off, as by a crash,
     * is a {@code ConfigurationException} when it is asked for, unless the same request was recorded whole elsewhere on the
     * tape.
     *
     * @param folder the tape; read now but for the bodies, which are read when they are played
     * @param speed how fast
     * @param client whose providers and settings are taken; it stays as it is
     * @return the client; it begins at the beginning of the tape
     * @throws ConfigurationException if there is no tape, or it is damaged: a file is missing, cannot be read, is a link, or
     *     does not fit the others
     */
    public static PromptClient replay(Path folder, Speed speed, PromptClient client) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(client, "client");
        TapeContent content = new TapeContent(folder, TapeReader.read(folder));
        UnaryOperator<Sleeper> sleeper = speed == Speed.AT_ONCE ? real -> Sleeper.none() : UnaryOperator.identity();
        return Rewiring.of(client)
                .offline(
                        client,
                        provider -> new TapeProvider<>(provider, content),
                        answering(new TapeAnswers(content, speed)),
                        sleeper);
    }

    /**
     * Makes a client that answers every prompt of the providers that every client knows with one body.
     *
     * @param body the body
     * @return the client
     * @throws ConfigurationException if there is no such file, or its name does not tell how it is read
     * @see #play(Path, PromptClient)
     */
    public static PromptClient play(Path body) {
        return play(body, PromptClient.builder().build());
    }

    /**
     * Makes a client that answers every request, of whatever prompt, with the same body and the status 200. It knows the
     * providers of another client and has its deadlines, retries and telemetry, but opens no connection and looks at no key,
     * no address and no variable of the environment.
     *
     * @param body the body in the format of the provider that is asked; the ending of the file's name tells how it is read:
     *     {@code .sse} as server-sent events, {@code .ndjson} as a JSON value a line, {@code .json} as one JSON value
     * @param client whose providers and settings are taken; it stays as it is
     * @return the client
     * @throws ConfigurationException if there is no such file, or its name does not tell how it is read
     */
    public static PromptClient play(Path body, PromptClient client) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(client, "client");
        return Rewiring.of(client)
                .offline(
                        client,
                        provider -> new StandIn<>(provider, "tape"),
                        answering(PlayedBody.of(body)),
                        UnaryOperator.identity());
    }

    private static HttpTransport answering(Interceptor answers) {
        return HttpTransport.over(new OkHttpClient()).through(answers);
    }
}
