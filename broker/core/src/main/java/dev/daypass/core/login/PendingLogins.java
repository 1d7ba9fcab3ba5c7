package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Logins under way. Nothing is kept here: a login travels in a cookie of its own, sealed, so that it is bound to the
 * browser that began it, and any node can end it (security S67, O13). It is answered once, whatever comes of the answer.
 * Safe for several threads.
 */
public final class PendingLogins {
    /** How long a person may take at the identity provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A {@link PendingLogin#id()}: fit for the name of a cookie too. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final int ID_BYTES = 16;
    private static final int REQUEST_BYTES = 20;
    private static final int SECRET_BYTES = 32;

    private final Supplier<KeyRing> keys;
    private final ReplayStore replay;
    private final SecureRandom random;
    private final AuditSink audit;

    public PendingLogins(Supplier<KeyRing> keys, ReplayStore replay, SecureRandom random, AuditSink audit) {
        this.keys = keys;
        this.replay = replay;
        this.random = random;
        this.audit = audit;
    }

    /**
     * A login that has begun.
     *
     * @param cookie what the browser keeps of it
     */
    public record Begun(PendingLogin login, Secret cookie) {}

    /** Begins a login at a provider. */
    public Begun begin(ProviderId provider, ReturnTarget returnTo, Instant now) {
        var login = new PendingLogin(
                text(ID_BYTES),
                provider,
                returnTo,
                "_" + HexFormat.of().formatHex(bytes(REQUEST_BYTES)),
                text(SECRET_BYTES),
                Secret.of(text(SECRET_BYTES)),
                now.plus(PATIENCE));
        byte[] sealed = keys.get().seal(Purpose.PENDING_LOGIN, PendingLoginCodec.encode(login));
        return new Begun(
                login, Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)));
    }

    /**
     * Ends the login that an answer belongs to; no other answer will find it. Refused and audited: an answer to no login,
     * to one of another browser or provider, a late one, and a second one.
     *
     * @param id the answer's {@code RelayState} or {@code state}; empty if it has none
     * @param cookie what this browser keeps under that id; absent if it keeps nothing
     */
    public Outcome<PendingLogin> complete(
            String id, Optional<Secret> cookie, ProviderId provider, RequestContext request) {
        Outcome<PendingLogin> outcome = known(id, cookie)
                .then(login -> atProvider(login, provider))
                .then(login -> inTime(login, request.instant()))
                .then(this::once);
        outcome.refusal()
                .ifPresent(refusal -> audit.append(request.facts()
                        .put("provider", provider.name())
                        .refused(AuditEvent.Kind.BROWSER_LOGIN, refusal)));
        return outcome;
    }

    private Outcome<PendingLogin> known(String id, Optional<Secret> cookie) {
        if (!ID.matcher(id).matches()) {
            return unknown("O13: the answer names no login: its state or RelayState is missing or not of our form");
        }
        return cookie.flatMap(this::open)
                .filter(login -> Secret.of(login.id()).matches(id))
                .map(Outcome::granted)
                .orElseGet(() -> unknown("S67, O13: this browser keeps no login of this id that we sealed"));
    }

    private Optional<PendingLogin> open(Secret cookie) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie.reveal());
            return keys.get()
                    .open(Purpose.PENDING_LOGIN, sealed)
                    .map(opened -> PendingLoginCodec.decode(opened.plain()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Outcome<PendingLogin> atProvider(PendingLogin login, ProviderId provider) {
        return login.provider().equals(provider)
                ? Outcome.granted(login)
                : unknown("O12: the login was begun at `" + login.provider() + "`, the answer came to `" + provider
                        + "`");
    }

    private static Outcome<PendingLogin> inTime(PendingLogin login, Instant now) {
        return now.isBefore(login.until())
                ? Outcome.granted(login)
                : unknown("S67: the login expired at " + login.until());
    }

    private Outcome<PendingLogin> once(PendingLogin login) {
        return replay.spend("login\n" + login.id(), login.until()) == ReplayStore.Spending.FIRST
                ? Outcome.granted(login)
                : Outcome.refused(
                        Reason.LOGIN_SPENT,
                        "This sign-in has been answered before; sign in again",
                        "S67, O13: the login was answered before");
    }

    private static Outcome<PendingLogin> unknown(String detail) {
        return Outcome.refused(new Refusal(
                Reason.LOGIN_UNKNOWN,
                "This sign-in was not begun in this browser, or took longer than " + PATIENCE.toMinutes()
                        + " minutes; sign in again",
                detail));
    }

    private String text(int count) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(count));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
