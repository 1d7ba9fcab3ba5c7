package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.octets.Octets;
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

/**
 * Logouts under way at identity providers. Like {@link PendingLogins} nothing is kept here: a logout travels in a cookie,
 * sealed for this purpose alone, so that an answer to a login ends no logout, nor the reverse, and no other browser can
 * answer it (security S67). It is answered once. Safe for several threads.
 */
public final class PendingLogouts {
    /** How long it may take at the identity provider, which may ask others in turn. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int FORMAT = 1;
    private static final int ID_BYTES = 16;
    private static final int REQUEST_BYTES = 20;

    private final Supplier<KeyRing> keys;
    private final ReplayStore replay;
    private final SecureRandom random;
    private final AuditSink audit;

    public PendingLogouts(Supplier<KeyRing> keys, ReplayStore replay, SecureRandom random, AuditSink audit) {
        this.keys = keys;
        this.replay = replay;
        this.random = random;
        this.audit = audit;
    }

    /**
     * A logout that has begun.
     *
     * @param cookie what the browser keeps of it
     */
    public record Begun(PendingLogout logout, Secret cookie) {}

    /** Begins a logout at a provider. */
    public Begun begin(ProviderId provider, Instant now) {
        var logout = new PendingLogout(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_BYTES)),
                provider,
                "_" + HexFormat.of().formatHex(bytes(REQUEST_BYTES)),
                now.plus(PATIENCE));
        byte[] sealed = keys.get().seal(Purpose.PENDING_LOGOUT, encode(logout));
        return new Begun(
                logout, Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)));
    }

    /**
     * Ends the logout that an answer belongs to; no other answer will find it. Refused and audited: an answer to no
     * logout, to one of another browser or provider, a late one, and a second one.
     *
     * @param id the answer's {@code RelayState} or {@code state}; empty if it has none
     * @param cookie what this browser keeps; absent if it keeps nothing
     */
    public Outcome<PendingLogout> complete(
            String id, Optional<Secret> cookie, ProviderId provider, RequestContext request) {
        Outcome<PendingLogout> outcome = cookie.flatMap(this::open)
                .filter(logout -> Secret.of(logout.id()).matches(id))
                .map(Outcome::granted)
                .orElseGet(() -> unknown("S67: this browser keeps no logout of this id that we sealed"))
                .then(logout -> atProvider(logout, provider))
                .then(logout -> inTime(logout, request.instant()))
                .then(this::once);
        outcome.refusal()
                .ifPresent(refusal -> audit.append(request.facts()
                        .put("provider", provider.name())
                        .refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal)));
        return outcome;
    }

    private Optional<PendingLogout> open(Secret cookie) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie.reveal());
            return keys.get().open(Purpose.PENDING_LOGOUT, sealed).map(opened -> decode(opened.plain()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Outcome<PendingLogout> atProvider(PendingLogout logout, ProviderId provider) {
        return logout.provider().equals(provider)
                ? Outcome.granted(logout)
                : unknown("O12: the logout was begun at `" + logout.provider() + "`, the answer came to `" + provider
                        + "`");
    }

    private static Outcome<PendingLogout> inTime(PendingLogout logout, Instant now) {
        return now.isBefore(logout.until())
                ? Outcome.granted(logout)
                : unknown("S67: the logout expired at " + logout.until());
    }

    private Outcome<PendingLogout> once(PendingLogout logout) {
        return replay.spend("logout\n" + logout.id(), logout.until()) == ReplayStore.Spending.FIRST
                ? Outcome.granted(logout)
                : unknown("S67: the logout was answered before");
    }

    private static Outcome<PendingLogout> unknown(String detail) {
        return Outcome.refused(new Refusal(
                Reason.LOGOUT_UNKNOWN,
                "This answers no sign-out that was begun in this browser in the last " + PATIENCE.toMinutes()
                        + " minutes",
                detail));
    }

    private static byte[] encode(PendingLogout logout) {
        return Octets.write(128, out -> {
            out.writeByte(FORMAT);
            out.writeUTF(logout.id());
            out.writeUTF(logout.provider().name());
            out.writeUTF(logout.requestId());
            out.writeLong(logout.until().toEpochMilli());
        });
    }

    private static PendingLogout decode(byte[] bytes) {
        return Octets.read("a pending logout", bytes, in -> {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a pending logout of an unknown format");
            }
            return new PendingLogout(
                    in.readUTF(), new ProviderId(in.readUTF()), in.readUTF(), Instant.ofEpochMilli(in.readLong()));
        });
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
