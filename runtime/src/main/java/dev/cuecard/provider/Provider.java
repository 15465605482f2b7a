package dev.cuecard.provider;

import dev.cuecard.call.Model;
import dev.cuecard.error.ApiError;
import dev.cuecard.stream.Chunk;
import java.util.Map;

/**
 * A maker of models, or a server that speaks such a maker's protocol. Implementations are immutable and safe for use by
 * many threads; what belongs to one call lives in its {@link ChunkDecoder}.
 *
 * @param <C> the chunk it streams
 */
public interface Provider<C extends Chunk> {

    /**
     * Returns the provider's name, the part of a model string before the colon.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * Returns the class of its chunks.
     *
     * @return the class
     */
    Class<C> chunkType();

    /**
     * Returns where it is found.
     *
     * @return the settings
     */
    Settings settings();

    /**
     * Returns the base URL that is meant by one that a user gave: on the client's builder, in an environment variable or in a
     * prompt's file. By custom some leave out the path of the API, or even the scheme; here it is put in.
     *
     * @param given the base URL as it was given, without white space around it
     * @param model the name of the model that is asked
     * @return the base URL, the one given where nothing is to be added
     */
    default String baseUrlOf(String given, String model) {
        return given;
    }

    /**
     * Tells what it can do for a model.
     *
     * @param model the model's name
     * @return the capabilities
     */
    Capabilities capabilities(String model);

    /**
     * Returns the headers that carry the key.
     *
     * @param key the key
     * @return header values by name
     */
    Map<String, String> authorization(ApiKey key);

    /**
     * Writes a request in the provider's format.
     *
     * @param request what is asked
     * @return the request for the wire
     * @throws dev.cuecard.error.ConfigurationException if the request holds something the provider has no way to say
     */
    WireRequest write(ChatRequest request);

    /**
     * Makes a decoder for one answer.
     *
     * @return a decoder of its own for each call
     */
    ChunkDecoder<C> decoder();

    /**
     * Reads an answer whose status is not 2xx, or whose body turned out to be an error.
     *
     * @param response the answer
     * @return what it says; never fails, whatever the body is
     */
    ApiError readError(ErrorResponse response);

    /**
     * Returns what to do about an error where that is peculiar to this provider. It is put behind what holds for every one:
     * to check the key, the model's name or the base URL.
     *
     * @param error an error that {@link #readError} or a decoder has read
     * @param model the name of the model that was asked
     * @return a sentence, or empty
     */
    default String advice(ApiError error, String model) {
        return "";
    }

    /**
     * Returns what writes scripted replies in this provider's format, for tests.
     *
     * @return the writer
     */
    MockWriter mockWriter();

    /**
     * Makes a model of this provider.
     *
     * @param model the model's name
     * @return the model
     */
    default Model<C> model(String model) {
        return new Model<>(name(), model, chunkType());
    }
}
