package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Node;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a login leads to: the roles that may be taken, and sessions of them (RFC 8693). */
public final class LoginRoles {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String LOGIN = "urn:daypass:token-type:login";
    private static final String ACCESS_KEY = "urn:daypass:token-type:access-key";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static final String ROLES = "/api/v1/me/roles";

    /** What is said of a login that has ended before its access token; all else is a mistake, or a fault of others. */
    private static final Set<String> OF_THE_LOGIN = Set.of("invalid_grant", "invalid_token", "not_signed_in");

    private final BrokerCalls calls;
    private final Logins logins;
    private final Clock clock;

    public LoginRoles(BrokerCalls calls, Logins logins, Clock clock) {
        this.calls = calls;
        this.logins = logins;
        this.clock = clock;
    }

    /**
     * A role that may be taken.
     *
     * @param reference {@code ALIAS/NAME}
     */
    public record Offered(String reference, String arn, String description, Duration longest) {}

    /**
     * How a role is wanted.
     *
     * @param duration absent: the usual one
     * @param reason what for, for the audit; some roles ask for it
     */
    public record Wish(Optional<Duration> duration, Optional<String> reason) {}

    /** A token of a role's session. */
    public record Token(Secret token, Instant until) {}

    /** The roles, in the broker's order. */
    public List<Offered> list(Broker broker) throws IOException, StsRefusal, ProofUnavailable {
        Node answer = withLogin(broker, login -> calls.get(broker, ROLES, login.access()));
        List<Offered> roles = new ArrayList<>();
        for (Node role : Answers.items(answer, "roles")) {
            roles.add(new Offered(
                    Answers.text(role, "role"),
                    Answers.required(role, "arn"),
                    Answers.text(role, "description"),
                    Answers.seconds(role, "longestSeconds")));
        }
        return List.copyOf(roles);
    }

    /**
     * An access key of a role.
     *
     */
    public ClientCredentials take(Broker broker, String role, Wish wish)
            throws IOException, StsRefusal, ProofUnavailable {
        Node answer = exchange(broker, role, ACCESS_KEY, wish, Optional.empty());
        Node key = Answers.member(answer, "credentials")
                .orElseThrow(() -> new IOException("the answer has no `credentials`; is this really a broker?"));
        try {
            return new ClientCredentials(
                    Answers.required(key, "AccessKeyId"),
                    Secret.of(Answers.required(key, "SecretAccessKey")),
                    Optional.of(Secret.of(Answers.required(key, "SessionToken"))),
                    Optional.of(Instant.parse(Answers.required(key, "Expiration"))));
        } catch (DateTimeException e) {
            throw new IOException("the answer's `Expiration` is not a moment", e);
        }
    }

    /**
     * A token of a role (RFC 9068).
     *
     * @param audience the service that it is for; absent: the broker itself
     */
    public Token token(Broker broker, String role, Wish wish, Optional<String> audience)
            throws IOException, StsRefusal, ProofUnavailable {
        Node answer = exchange(broker, role, ACCESS_TOKEN, wish, audience);
        return new Token(
                Secret.of(Answers.required(answer, "access_token")),
                clock.instant().plus(Answers.seconds(answer, "expires_in")));
    }

    /**
     * Forgets a login here, and then ends it at its broker with all that was taken by it.
     *
     * @return whether there was one
     */
    public boolean signOut(Broker broker) throws IOException, StsRefusal {
        Optional<Login> kept = logins.taken(broker);
        if (kept.isPresent()) {
            calls.revoke(kept.get());
        }
        return kept.isPresent();
    }

    private Node exchange(Broker broker, String role, String wanted, Wish wish, Optional<String> audience)
            throws IOException, StsRefusal, ProofUnavailable {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("subject_token_type", LOGIN);
        form.put("resource", role);
        form.put("requested_token_type", wanted);
        wish.duration().ifPresent(length -> form.put("session_duration", Long.toString(length.toSeconds())));
        wish.reason().ifPresent(said -> form.put("reason", said));
        audience.ifPresent(service -> form.put("audience", service));
        return withLogin(broker, login -> {
            form.put("subject_token", login.access().reveal());
            return calls.post(broker, "/oauth/token", form);
        });
    }

    /** Something that a login is shown for. */
    private interface Asking<T> {
        T ask(Login login) throws IOException, StsRefusal;
    }

    /** An access token may be refused before its time; then a renewed one tells whether the login has ended. */
    private <T> T withLogin(Broker broker, Asking<T> asking) throws IOException, StsRefusal, ProofUnavailable {
        Login login = logins.live(broker);
        try {
            return asking.ask(login);
        } catch (StsRefusal refusal) {
            // A mistake in what was asked costs no refresh token, and is not asked twice.
            if (OF_THE_LOGIN.contains(refusal.code())) {
                return asking.ask(logins.after(login));
            }
            throw refusal;
        }
    }
}
