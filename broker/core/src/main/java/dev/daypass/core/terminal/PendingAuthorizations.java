package dev.daypass.core.terminal;

import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Authorization requests that wait for a person to sign in and to answer. Nothing is kept here: a request travels in a
 * cookie of its own, sealed, so that it is bound to the browser that it came to; its id stands in addresses. It is answered
 * once. Safe for several threads.
 */
public final class PendingAuthorizations {
    /** How long a person may take to sign in and to answer. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    /** An id: fit for an address and for the name of a cookie. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final String PREFIX = "";
    private static final int ID_BYTES = 16;

    private final TerminalClients clients;
    private final ReplayStore replay;
    private final SecureRandom random;

    public PendingAuthorizations(TerminalClients clients, ReplayStore replay, SecureRandom random) {
        this.clients = clients;
        this.replay = replay;
        this.random = random;
    }

    /**
     * A request that waits.
     *
     * @param id names it, and is worth nothing without the cookie
     * @param cookie what the browser keeps of it
     */
    public record Begun(String id, Secret cookie) {}

    /** Lets a request wait. */
    public Begun begin(Authorization asked, Instant now) {
        String id = RandomText.of(ID_BYTES, random);
        String sealed = SealedText.seal(PREFIX, Purpose.PENDING_AUTHORIZATION, clients.keys(), out -> {
            out.writeUTF(id);
            out.writeUTF(asked.client().id());
            out.writeUTF(asked.redirectUri());
            out.writeUTF(asked.challenge().text());
            out.writeBoolean(asked.state().isPresent());
            out.writeUTF(asked.state().orElse(""));
            out.writeLong(now.plus(PATIENCE).toEpochMilli());
        });
        return new Begun(id, Secret.of(sealed));
    }

    /** The request of an id, in the browser that it came to. */
    public Outcome<Authorization> find(String id, Optional<Secret> cookie, RequestContext request) {
        return cookie.filter(text -> ID.matcher(id).matches())
                .flatMap(text -> opened(text, request.instant()))
                .filter(waiting ->
                        Secret.of(waiting.id()).matches(id) && request.instant().isBefore(waiting.until()))
                .map(waiting -> Outcome.granted(waiting.asked()))
                .orElseGet(() -> Outcome.refused(
                        Reason.LOGIN_UNKNOWN,
                        "This request was not begun in this browser, or took longer than " + PATIENCE.toMinutes()
                                + " minutes; begin again in your terminal",
                        "O13: this browser keeps no authorization request of this id that we sealed"));
    }

    /** The same, answered now: nobody answers it again. */
    public Outcome<Authorization> answer(String id, Optional<Secret> cookie, RequestContext request) {
        Instant until = request.instant().plus(PATIENCE);
        return find(id, cookie, request)
                .then(asked -> replay.spend("authorization\n" + id, until) == ReplayStore.Spending.FIRST
                        ? Outcome.granted(asked)
                        : Outcome.refused(
                                Reason.LOGIN_SPENT,
                                "This request has been answered before; begin again in your terminal",
                                "O13: the authorization request was answered before"));
    }

    private record Waiting(String id, Authorization asked, Instant until) {}

    private Optional<Waiting> opened(Secret cookie, Instant now) {
        return SealedText.open(cookie.reveal(), PREFIX, Purpose.PENDING_AUTHORIZATION, clients.keys(), in -> {
                    String id = in.readUTF();
                    Optional<TerminalClient> client = clients.find(in.readUTF(), now);
                    String redirectUri = in.readUTF();
                    var challenge = new CodeChallenge(in.readUTF());
                    Optional<String> state = in.readBoolean() ? Optional.of(in.readUTF()) : none(in.readUTF());
                    Instant until = Instant.ofEpochMilli(in.readLong());
                    return client.map(
                            known -> new Waiting(id, new Authorization(known, redirectUri, challenge, state), until));
                })
                .flatMap(waiting -> waiting);
    }

    private static Optional<String> none(String empty) {
        return empty.isEmpty() ? Optional.empty() : Optional.of(empty);
    }
}
