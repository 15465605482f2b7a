package dev.cuecard.processor.prompty;

import java.util.List;
import java.util.Optional;

/**
 * The model that a file asks, and how. Only the id and the values of the connection may hold references to environment
 * variables, which are kept as they are written; see {@link EnvReference}.
 *
 * @param offset where the model stands
 * @param id the provider's name for the model, or the deployment's
 * @param provider whose it is
 * @param apiType which of the provider's services is asked: {@code chat}, {@code embedding} and so on, as it is written
 * @param connection how the provider is reached
 * @param options what is asked for
 */
public record PromptyModel(
        int offset,
        Optional<Located<String>> id,
        Optional<Provider> provider,
        Optional<Located<String>> apiType,
        Connection connection,
        Options options) {

    /**
     * A provider.
     *
     * @param name its name in a model string, as {@code openai}; the word itself where no name is known for it
     * @param word the word in the file
     * @param offset where that stands
     */
    public record Provider(String name, String word, int offset) {}

    /**
     * How a provider is reached.
     *
     * @param kind the kind of the connection, as {@code key}
     * @param endpoint the URL
     * @param apiKey the key
     * @param written the whole of it as it is written, with what only some providers need
     */
    public record Connection(
            Optional<Located<String>> kind,
            Optional<Located<String>> endpoint,
            Optional<Located<String>> apiKey,
            Optional<YamlValue> written) {

        static final Connection NONE =
                new Connection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What is asked for. Types are checked, ranges are not.
     *
     * @param temperature the sampling temperature
     * @param topP the share of the probability that is sampled from
     * @param maxTokens the most tokens of an answer
     * @param seed what sampling starts from
     * @param stop texts that end an answer
     * @param stream whether the author asks for a stream
     * @param extra what else goes to the wire, in the order of the file
     */
    public record Options(
            Optional<Located<Double>> temperature,
            Optional<Located<Double>> topP,
            Optional<Located<Integer>> maxTokens,
            Optional<Located<Long>> seed,
            Optional<Located<List<String>>> stop,
            Optional<Located<Boolean>> stream,
            List<Extra> extra) {

        public Options {
            extra = List.copyOf(extra);
        }
    }

    /**
     * An option that goes to the wire as it is.
     *
     * @param name its name on the wire
     * @param json its value
     * @param offset where its name stands
     */
    public record Extra(String name, String json, int offset) {}
}
