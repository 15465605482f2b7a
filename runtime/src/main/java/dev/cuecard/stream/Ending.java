package dev.cuecard.stream;

/** How a stream ended. Every stream ends in exactly one of these ways. */
public sealed interface Ending {

    /** The provider said all it had to say. */
    record Completed() implements Ending {}

    /** The caller aborted, closed or forgot the stream before its end. */
    record Aborted() implements Ending {}

    /**
     * A deadline was missed.
     *
     * @param deadline which one
     */
    record TimedOut(Deadline deadline) implements Ending {}

    /**
     * The model declined, or the provider blocked the prompt.
     *
     * @param text the words it declined with, may be empty
     */
    record Refused(String text) implements Ending {}

    /**
     * The stream broke off.
     *
     * @param cause what broke it
     */
    record Interrupted(Throwable cause) implements Ending {}

    /**
     * The call failed before its first chunk: the provider answered with an error, or a setting is wrong.
     *
     * @param cause an {@link dev.cuecard.error.ApiException} or {@link dev.cuecard.error.ConfigurationException}
     */
    record Failed(Throwable cause) implements Ending {}
}
