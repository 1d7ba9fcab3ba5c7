package dev.daypass.server.client;

import java.io.Serial;

/** A broker's no. */
public final class StsRefusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String correlationId;

    /**
     * Keeps what an error answer said.
     *
     * @param code the stable error code: {@code AccessDenied}, {@code InvalidIdentityToken}, …
     * @param message the broker's sentence
     * @param correlationId under which the broker's audit has the whole story
     */
    public StsRefusal(String code, String message, String correlationId) {
        super(message);
        this.code = code;
        this.correlationId = correlationId;
    }

    public String code() {
        return code;
    }

    /** The broker's sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    public String correlationId() {
        return correlationId;
    }

    /** All of it, in one line. */
    public String told() {
        return code + ": " + sentence() + (correlationId.isEmpty() ? "" : " (correlation id " + correlationId + ")");
    }
}
