package dev.daypass.adapters.saml.metadata;

/** Metadata that could not be had or is not to be used; the message is for operators and says what to look at. */
public final class MetadataFault extends Exception {
    private static final long serialVersionUID = 1L;

    public MetadataFault(String message) {
        super(message);
    }

    public MetadataFault(String message, Throwable cause) {
        super(message, cause);
    }
}
