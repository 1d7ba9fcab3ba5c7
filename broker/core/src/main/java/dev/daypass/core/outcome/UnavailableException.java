package dev.daypass.core.outcome;

/**
 * A fault of ours: the store cannot be written, a key cannot be read. Edges answer 503 and grant nothing.
 *
 * <p>The message is for operators and must hold no secret.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnavailableException(String message) {
        super(message);
    }
}
