package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Credentials as AWS tools read them from a {@code credential_process}: a JSON object with {@code Version} 1.
 *
 * <p>It is also how they lie in the cache, so that handing them out again is reading one file and printing it.
 */
public record ProcessCredentials(String json) {
    /**
     * Writes a session's credentials.
     *
     * @throws IllegalArgumentException if they never expire: AWS tools would keep them for ever
     */
    public static ProcessCredentials of(ClientCredentials credentials) {
        Instant expiration = credentials
                .expiration()
                .orElseThrow(() -> new IllegalArgumentException("long-term credentials are not handed out"))
                .truncatedTo(ChronoUnit.SECONDS);
        return new ProcessCredentials("""
                {
                  "Version": 1,
                  "AccessKeyId": "%s",
                  "SecretAccessKey": "%s",
                  "SessionToken": "%s",
                  "Expiration": "%s"
                }
                """.formatted(
                Members.plain(credentials.accessKeyId()),
                Members.plain(credentials.secretAccessKey().reveal()),
                Members.plain(credentials.sessionToken().map(Secret::reveal).orElse("")),
                DateTimeFormatter.ISO_INSTANT.format(expiration)));
    }

    /** Reads back what {@link #of} wrote; empty for anything else. */
    public Optional<ClientCredentials> credentials() {
        Optional<String> id = member("AccessKeyId");
        Optional<String> secret = member("SecretAccessKey");
        Optional<String> token = member("SessionToken");
        Optional<Instant> expiration = member("Expiration").flatMap(ProcessCredentials::moment);
        if (id.isEmpty() || secret.isEmpty() || token.isEmpty() || expiration.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClientCredentials(id.get(), Secret.of(secret.get()), token.map(Secret::of), expiration));
    }

    @Override
    public String toString() {
        return "ProcessCredentials[***]";
    }

    private Optional<String> member(String name) {
        return Members.find(json, name);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }
}
