package dev.cuecard;

import dev.cuecard.http.UrlSecrets;
import java.util.Objects;

/**
 * What a prompt's file says of how its provider is reached: the texts of the file, in which {@code ${env:NAME}} and
 * {@code ${env:NAME:default}} stand for environment variables. They are resolved when a call is made, by the client that
 * makes it. Immutable; made by generated code.
 */
public final class Connection {

    /** The connection of a prompt that has no file, or whose file says nothing of it. */
    static final Connection NONE = new Connection("", "", "", "");

    private final String file;
    private final String provider;
    private final String baseUrl;
    private final String apiKey;

    private Connection(String file, String provider, String baseUrl, String apiKey) {
        this.file = Objects.requireNonNull(file, "file");
        this.provider = Objects.requireNonNull(provider, "provider");
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
        this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
    }

    /**
     * Makes a connection; called by generated code. Nothing is resolved or checked before a call is made.
     *
     * @param file the file's name, for messages
     * @param provider the name of the provider that the file speaks of; calls of others do not use the connection
     * @param baseUrl the endpoint as the file writes it, empty where it says none
     * @param apiKey the key as the file writes it, empty where it says none
     * @return the connection
     * @throws NullPointerException if a text is null; it names which
     */
    public static Connection of(String file, String provider, String baseUrl, String apiKey) {
        return new Connection(file, provider, baseUrl, apiKey);
    }

    /** This connection for a call of the provider it speaks of, and none for a call of another. */
    Connection to(String called) {
        return provider.equals(called) ? this : NONE;
    }

    /** The file's name, empty where there is none. */
    String file() {
        return file;
    }

    /** The endpoint as the file writes it; blank where it says none. */
    String baseUrl() {
        return baseUrl;
    }

    /** The key as the file writes it; blank where it says none. */
    String apiKey() {
        return apiKey;
    }

    /** Equal if the file says the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Connection that
                && file.equals(that.file)
                && provider.equals(that.provider)
                && baseUrl.equals(that.baseUrl)
                && apiKey.equals(that.apiKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, provider, baseUrl, apiKey);
    }

    /** Shows the references to variables and the endpoint, but neither a key nor what else an endpoint may hold in secret. */
    @Override
    public String toString() {
        return "Connection[file=" + file + ", provider=" + provider + ", baseUrl=" + UrlSecrets.hidden(baseUrl)
                + ", apiKey=" + EnvironmentText.parse(apiKey).masked() + "]";
    }
}
