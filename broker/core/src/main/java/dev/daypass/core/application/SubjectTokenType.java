package dev.daypass.core.application;

import java.util.Arrays;
import java.util.Optional;

/** What kind of token is handed in for another (RFC 8693 section 3). */
public enum SubjectTokenType {
    SAML2("saml2", "urn:ietf:params:oauth:token-type:saml2"),
    ID_TOKEN("id_token", "urn:ietf:params:oauth:token-type:id_token"),
    JWT("jwt", "urn:ietf:params:oauth:token-type:jwt"),
    ACCESS_TOKEN("access_token", "urn:ietf:params:oauth:token-type:access_token"),
    /** The initial token of the Negotiate scheme, in base64 (RFC 4559). */
    KERBEROS("kerberos", "urn:daypass:token-type:kerberos");

    private final String word;
    private final String uri;

    SubjectTokenType(String word, String uri) {
        this.word = word;
        this.uri = uri;
    }

    /** As configuration writes it. */
    public String word() {
        return word;
    }

    /** As {@code subject_token_type} writes it. */
    public String uri() {
        return uri;
    }

    /** The type that a URI names, letter for letter. */
    public static Optional<SubjectTokenType> of(String uri) {
        return Arrays.stream(values()).filter(type -> type.uri().equals(uri)).findFirst();
    }
}
