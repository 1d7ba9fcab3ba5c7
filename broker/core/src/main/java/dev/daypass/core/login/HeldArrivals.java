package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Arrivals that wait for a yes: somebody signed in unasked in a browser where somebody else is signed in. Nothing is kept
 * here: the page that asks carries the identity, sealed for the session it asks in; nobody else can have such a seal, so
 * that it marks the form as ours too. It serves once. Safe for several threads.
 */
public final class HeldArrivals {
    /** How long the question may stand. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int ID_BYTES = 16;
    private static final int FORMAT = 1;

    private final Supplier<KeyRing> keys;
    private final BrowserSessions sessions;
    private final ReplayStore replay;
    private final SecureRandom random;
    private final AuditSink audit;

    /**
     * @param keys seal what waits
     * @param sessions know whether somebody still counts
     */
    public HeldArrivals(
            Supplier<KeyRing> keys,
            BrowserSessions sessions,
            ReplayStore replay,
            SecureRandom random,
            AuditSink audit) {
        this.keys = keys;
        this.sessions = sessions;
        this.replay = replay;
        this.random = random;
        this.audit = audit;
    }

    /** Who arrived, and where they were going. */
    public record Arrival(Identity identity, ReturnTarget returnTo) {}

    private record Held(String id, String former, Instant until, Arrival arrival) {}

    /** Holds an arrival back for the session that is there; base64url, to be carried by a form. */
    public Secret hold(Arrival arrival, BrowserSession former, RequestContext request) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var held = new Held(
                Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                former.handle(),
                request.instant().plus(PATIENCE),
                arrival);
        byte[] sealed = keys.get().seal(Purpose.ARRIVAL, encode(held));
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /**
     * The arrival that was held back for this session, once; refused and audited if there is none, or if whoever arrived
     * has been signed out, revoked or blocked while the question stood.
     */
    public Outcome<Arrival> accept(Secret sealed, BrowserSession former, RequestContext request) {
        Outcome<Arrival> outcome = open(sealed)
                .filter(held -> held.former().equals(former.handle()))
                .filter(held -> request.instant().isBefore(held.until()))
                .filter(held -> replay.spend("arrival\n" + held.id(), held.until()) == ReplayStore.Spending.FIRST)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.LOGIN_UNKNOWN,
                        "This question was asked elsewhere, answered before or too long ago; sign in again",
                        "O13: no arrival held for browser session `" + former.handle() + "`"))
                .then(held -> sessions.stands(
                                held.arrival().identity(), held.until().minus(PATIENCE), request)
                        .map(identity -> held.arrival()));
        outcome.refusal()
                .ifPresent(refusal -> audit.append(request.facts()
                        .put("browserSession", former.handle())
                        .refused(AuditEvent.Kind.BROWSER_LOGIN, refusal)));
        return outcome;
    }

    private Optional<Held> open(Secret sealed) {
        try {
            return keys.get()
                    .open(Purpose.ARRIVAL, Base64.getUrlDecoder().decode(sealed.reveal()))
                    .flatMap(opened -> decode(opened.plain()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] encode(Held held) {
        return Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            out.writeUTF(held.id());
            out.writeUTF(held.former());
            out.writeLong(held.until().toEpochMilli());
            out.writeUTF(held.arrival().returnTo().path());
            IdentityCodec.writeDated(out, held.arrival().identity());
        });
    }

    private static Optional<Held> decode(byte[] bytes) {
        return Octets.read("an arrival", bytes, in -> {
            // What an earlier release held is asked anew.
            if (in.readUnsignedByte() != FORMAT) {
                return Optional.empty();
            }
            String id = in.readUTF();
            String former = in.readUTF();
            Instant until = Instant.ofEpochMilli(in.readLong());
            ReturnTarget returnTo = ReturnTarget.of(in.readUTF()).orElseThrow();
            return Optional.of(new Held(id, former, until, new Arrival(IdentityCodec.readDated(in), returnTo)));
        });
    }
}
