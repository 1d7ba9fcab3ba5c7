package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session as the environment variables by which AWS tools, and ours, find it. */
public final class SessionEnvironment {
    /** Variables that would win over the keys: a profile's name. */
    public static final List<String> IN_THE_WAY = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE");

    /** All variables that may be set. */
    public static final List<String> NAMES = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_ENDPOINT_URL_STS",
            "DAYPASS_ROLE",
            "DAYPASS_TOKEN");

    private SessionEnvironment() {}

    /**
     * The variables with their values, in a fixed order.
     *
     * @param token of the same role, where there is one
     */
    public static Map<String, String> of(ClientCredentials credentials, Profile profile, Optional<Secret> token) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey().reveal());
        variables.put(
                "AWS_SESSION_TOKEN",
                credentials.sessionToken().map(Secret::reveal).orElse(""));
        credentials
                .expiration()
                .ifPresent(expiration ->
                        variables.put("AWS_CREDENTIAL_EXPIRATION", DateTimeFormatter.ISO_INSTANT.format(expiration)));
        variables.put("AWS_ENDPOINT_URL_STS", profile.url().toString());
        variables.put("DAYPASS_ROLE", profile.role());
        token.ifPresent(secret -> variables.put("DAYPASS_TOKEN", secret.reveal()));
        return variables;
    }
}
