package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.PrivateFiles;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logins of whoever works here, one file a broker. Each is renewed shortly before its access token ends; processes that
 * come to it together take turns, so that a refresh token is used once (RFC 9700 section 4.14.2).
 */
public final class Logins {
    private static final Duration EARLY = Duration.ofMinutes(1);

    /** What is said of a refresh token that will never serve (RFC 6749 section 5.2); all else may come from a proxy. */
    private static final Set<String> FINAL = Set.of("invalid_grant", "invalid_client", "unauthorized_client");

    private final PrivateFiles files;
    private final BrokerCalls calls;
    private final Clock clock;

    /**
     * @param directory where they are kept
     */
    public Logins(Path directory, BrokerCalls calls, Clock clock) {
        this.files = new PrivateFiles(directory);
        this.calls = calls;
        this.clock = clock;
    }

    /** What is kept, whether or not it is still good. */
    public Optional<Login> find(Broker broker) throws IOException {
        return files.find(file(broker))
                .flatMap(found -> Login.read(found.text()))
                .filter(login -> login.broker().equals(broker));
    }

    private void keep(Login login) throws IOException {
        files.write(file(login.broker()), login.json(), clock.instant());
    }

    /** Keeps a login in the place of another, which whoever asks has to end. */
    public Optional<Login> replace(Login login) throws IOException {
        PrivateFiles.Turn turn = files.turn(login.broker().fileName());
        try {
            Optional<Login> former = find(login.broker());
            keep(login);
            return former;
        } finally {
            turn.close();
        }
    }

    /** Forgets a login here, in a turn of its own: nobody renews meanwhile what is about to end. */
    Optional<Login> taken(Broker broker) throws IOException {
        PrivateFiles.Turn turn = files.turn(broker.fileName());
        try {
            Optional<Login> kept = find(broker);
            forget(broker);
            return kept;
        } finally {
            turn.close();
        }
    }

    private void forget(Broker broker) throws IOException {
        files.delete(file(broker));
    }

    /**
     * A login whose access token is good for a while.
     *
     * @throws LoginEnded if nobody is signed in any more
     */
    public Login live(Broker broker) throws IOException, ProofUnavailable {
        Login kept = kept(broker);
        return isFresh(kept) ? kept : renewed(kept);
    }

    /**
     * The login after one whose access token was refused, though its time is not over.
     *
     * @throws LoginEnded if it is the login itself that has ended
     */
    Login after(Login refused) throws IOException, ProofUnavailable {
        return renewed(refused);
    }

    private Login renewed(Login old) throws IOException, ProofUnavailable {
        PrivateFiles.Turn turn = files.turn(old.broker().fileName());
        try {
            Login kept = kept(old.broker());
            // Whoever was here first has renewed it.
            return isFresh(kept) && !kept.access().equals(old.access()) ? kept : refreshed(kept);
        } finally {
            turn.close();
        }
    }

    private Login refreshed(Login kept) throws IOException, ProofUnavailable {
        Secret token = kept.refresh()
                .orElseThrow(() -> new LoginEnded("your login at `" + kept.broker() + "` has ended", kept.broker()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token.reveal());
        try {
            Login next = Answers.login(calls.post(kept.broker(), "/oauth/token", form), kept.broker(), clock.instant());
            Login whole = next.refresh().isPresent() ? next : next.with(token);
            keep(whole);
            return whole;
        } catch (StsRefusal refusal) {
            if (!FINAL.contains(refusal.code())) {
                throw new IOException(refusal.told());
            }
            forget(kept.broker());
            throw new LoginEnded("your login at `" + kept.broker() + "` has ended: " + refusal.told(), kept.broker());
        }
    }

    private Login kept(Broker broker) throws IOException, ProofUnavailable {
        Optional<Login> kept = find(broker);
        if (kept.isEmpty()) {
            throw new LoginEnded("nobody is signed in at `" + broker + "`", broker);
        }
        return kept.get();
    }

    private boolean isFresh(Login login) {
        return clock.instant().plus(EARLY).isBefore(login.until());
    }

    private static String file(Broker broker) {
        return broker.fileName() + ".json";
    }
}
