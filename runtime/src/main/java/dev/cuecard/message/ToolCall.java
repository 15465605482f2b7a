package dev.cuecard.message;

import dev.cuecard.error.ConfigurationException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool that the model asks to be called.
 *
 * @param id the provider's id of the call, to send back with its result; some providers give none
 * @param name the tool's name
 * @param arguments the arguments as complete JSON text, <code>{}</code> where the model gave none
 */
public record ToolCall(Optional<String> id, String name, String arguments) implements Part {

    /** Makes a call. */
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }

    /**
     * Reads the arguments into a Java type.
     *
     * @param <T> the type
     * @param type a record, a class with setters, or {@code Map.class}
     * @return the arguments
     * @throws ConfigurationException if the arguments do not fit the type
     */
    public <T> T argumentsAs(Class<T> type) {
        Objects.requireNonNull(type, "type");
        try {
            return Reader.MAPPER.readValue(arguments, type);
        } catch (JacksonException e) {
            throw new ConfigurationException(
                    "The arguments of the tool call '" + name + "' do not fit " + type.getName() + ": "
                            + e.getOriginalMessage() + "\nThe arguments are: " + arguments,
                    e);
        }
    }

    /** Made on first use: most programs never read arguments into types. */
    private static final class Reader {
        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }
}
