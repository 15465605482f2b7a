package dev.cuecard;

import dev.cuecard.error.ConfigurationException;
import java.util.List;

/**
 * A setting as a prompt's file writes it, resolved at the time of a call.
 *
 * @param what the setting and the file, for messages: {@code endpoint of chat.prompty}
 * @param file the file's name, for messages
 * @param text what the file says
 * @param mend what else can be done where a variable is not set
 */
record FileSetting(String what, String file, EnvironmentText text, String mend) {

    static FileSetting endpoint(Connection connection, String provider) {
        return new FileSetting(
                "endpoint of " + connection.file(),
                connection.file(),
                EnvironmentText.parse(connection.baseUrl()),
                "give the address to the client with PromptClient.builder().baseUrl(\"" + provider + "\", …)");
    }

    static FileSetting apiKey(Connection connection, String provider) {
        return new FileSetting(
                "apiKey of " + connection.file(),
                connection.file(),
                EnvironmentText.parse(connection.apiKey()),
                "give the key to the client with PromptClient.builder().apiKey(\"" + provider + "\", …)");
    }

    /** A model may come from elsewhere than a file; its text is no secret, and tells which model is meant. */
    static FileSetting modelName(Connection connection, String provider, String name) {
        String whose = connection.file().isEmpty() ? "'" + provider + "'" : connection.file();
        return new FileSetting(
                "model name \"" + name + "\" of " + whose,
                connection.file(),
                EnvironmentText.parse(name),
                "name the model in the call with on(…)");
    }

    /**
     * Resolves the setting.
     *
     * @throws ConfigurationException if a variable is not set and has no default, or if a reference cannot be read
     */
    Sourced resolve(Environment environment) {
        if (text.isBroken()) {
            // The text itself stays out of the message: it may be a key.
            throw new ConfigurationException("The " + what + " holds a reference that cannot be read. Write it as"
                    + " ${env:NAME} or ${env:NAME:default}, and none inside another.");
        }
        text.unset(environment).ifPresent(variable -> {
            throw new ConfigurationException("The " + what + " is taken from the environment variable " + variable
                    + ", which is not set. Set it, or " + mend + ".");
        });
        return new Sourced(text.fill(environment), origin(environment));
    }

    private String origin(Environment environment) {
        List<String> named = text.variables();
        List<String> read = named.stream()
                .filter(variable -> environment.variable(variable).isPresent())
                .toList();
        if (!read.isEmpty()) {
            return variables(read) + ", which " + file + " names";
        }
        return named.isEmpty() ? "the " + what : "the default that " + file + " has for " + variables(named);
    }

    private static String variables(List<String> names) {
        return (names.size() == 1 ? "the environment variable " : "the environment variables ")
                + String.join(" and ", names);
    }
}
