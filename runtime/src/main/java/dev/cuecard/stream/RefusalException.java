package dev.cuecard.stream;

/** The model declined, or the provider blocked the prompt. */
public final class RefusalException extends StreamException {

    private static final long serialVersionUID = 1L;

    /** The words of the refusal. */
    private final String refusal;

    /**
     * Makes an exception.
     *
     * @param message what was refused
     * @param refusal the words the model declined with, may be empty
     * @param partial what was received
     */
    public RefusalException(String message, String refusal, StreamResult partial) {
        super(message, partial, null);
        this.refusal = refusal;
    }

    /**
     * Returns the words the model declined with.
     *
     * @return the words, may be empty
     */
    public String refusal() {
        return refusal;
    }
}
