package dev.daypass.core.application;

import java.util.Arrays;
import java.util.Optional;

/** The grants of the token endpoint. */
public enum GrantType {
    TOKEN_EXCHANGE("token-exchange", "urn:ietf:params:oauth:grant-type:token-exchange"),
    SAML2_BEARER("saml2-bearer", "urn:ietf:params:oauth:grant-type:saml2-bearer"),
    JWT_BEARER("jwt-bearer", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    CLIENT_CREDENTIALS("client-credentials", "client_credentials"),
    REFRESH_TOKEN("refresh-token", "refresh_token"),
    /** The name and password of a person whom a directory knows. */
    DIRECTORY("directory", "urn:daypass:grant:directory");

    private final String word;
    private final String wireName;

    GrantType(String word, String wireName) {
        this.word = word;
        this.wireName = wireName;
    }

    /** As configuration writes it. */
    public String word() {
        return word;
    }

    /** As {@code grant_type} writes it. */
    public String wireName() {
        return wireName;
    }

    /** The grant that a {@code grant_type} names, letter for letter. */
    public static Optional<GrantType> of(String wireName) {
        return Arrays.stream(values())
                .filter(grant -> grant.wireName.equals(wireName))
                .findFirst();
    }
}
