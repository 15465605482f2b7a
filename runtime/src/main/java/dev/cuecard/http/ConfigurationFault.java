package dev.cuecard.http;

import dev.cuecard.error.ConfigurationException;
import java.io.IOException;

/**
 * Carries a configuration's fault out of an interceptor or a body: OkHttp and Okio let nothing through in good order but an
 * {@link IOException}. Such a fault is nobody's lost connection, and no reason to try again.
 */
public final class ConfigurationFault extends IOException {

    private static final long serialVersionUID = 1L;

    private final ConfigurationException reason;

    /**
     * Wraps a fault.
     *
     * @param reason what is wrong and how to mend it
     */
    public ConfigurationFault(ConfigurationException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /**
     * Returns what is wrong.
     *
     * @return the exception that the caller is to see
     */
    public ConfigurationException reason() {
        return reason;
    }
}
