package dev.daypass.core.application;

import java.util.Arrays;
import java.util.Optional;

/** What kind of token is handed in for another (RFC 8693 section 3). */
public enum SubjectTokenType {
    SAML2("saml2"),
    ID_TOKEN("id_token"),
    JWT("jwt"),
    ACCESS_TOKEN("access_token");

    private static final String PREFIX = "urn:ietf:params:oauth:token-type:";

    private final String word;

    SubjectTokenType(String word) {
        this.word = word;
    }

    /** As configuration writes it. */
    public String word() {
        return word;
    }

    /** As {@code subject_token_type} writes it. */
    public String uri() {
        return PREFIX + word;
    }

    /** The type that a URI names, letter for letter. */
    public static Optional<SubjectTokenType> of(String uri) {
        return Arrays.stream(values()).filter(type -> type.uri().equals(uri)).findFirst();
    }
}
