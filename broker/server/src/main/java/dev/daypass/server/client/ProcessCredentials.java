package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials as AWS tools read them from a {@code credential_process}: a JSON object with {@code Version} 1.
 *
 * <p>It is also how they lie in the cache, so that handing them out again is reading one file and printing it.
 */
public record ProcessCredentials(String json) {
    /** One line a member: what we wrote ourselves needs no JSON parser to be read again. */
    private static final Pattern MEMBER = Pattern.compile("^ {2}\"(\\w+)\": \"([^\"\\\\]*)\",?$", Pattern.MULTILINE);

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
                        plain(credentials.accessKeyId()),
                        plain(credentials.secretAccessKey().reveal()),
                        plain(credentials.sessionToken().map(Secret::reveal).orElse("")),
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
        Matcher matcher = MEMBER.matcher(json);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return Optional.of(matcher.group(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }

    /** Keys and tokens are letters, digits and a few signs; a broker that sends more is not one of ours. */
    private static String plain(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("the broker sent credentials with characters that no key has");
        }
        return text;
    }
}
