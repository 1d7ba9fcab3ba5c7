package dev.daypass.core.login;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a session still stands: not over, not revoked, its provider enabled and its subject not blocked. A browser that
 * nobody uses is soon left by somebody; a program that fetches credentials once an hour is not, so that terminals have a
 * longer limit of their own. Safe for several threads.
 */
final class Standing {
    private final BrowserSessions.Limits limits;
    private final RevocationStore revocations;
    private final SignedOut signedOut;

    Standing(BrowserSessions.Limits limits, RevocationStore revocations) {
        this.limits = limits;
        this.revocations = revocations;
        this.signedOut = new SignedOut(revocations);
    }

    Outcome<BrowserSession> of(BrowserSession session, RequestContext request) {
        Instant now = request.instant();
        if (!now.isBefore(session.expiresAt())) {
            return over("the browser session ended at " + session.expiresAt());
        }
        Duration idle = session.kind() == BrowserSession.Kind.BROWSER ? limits.idle() : limits.terminalIdle();
        if (!now.isBefore(session.lastSeen().plus(idle))) {
            return over("the browser session was last used at " + session.lastSeen());
        }
        if (revocations.isRevoked(asRevocable(session, request))) {
            return over("browser session `" + session.handle() + "` or its subject is revoked");
        }
        return ofPerson(session.identity(), session.signedInAt(), request).map(stands -> session);
    }

    /** Whether somebody still counts who signed in a while ago. */
    Outcome<Identity> ofPerson(Identity identity, Instant signedInAt, RequestContext request) {
        String subject = Revocation.subjectKey(
                identity.provider().name(), identity.subject().value());
        if (revocations.isRevoked(Revocation.Scope.SUBJECT, subject, signedInAt)) {
            return over("the subject is revoked");
        }
        if (signedOut.has(identity, signedInAt)) {
            return over("X10: provider `" + identity.provider() + "` has signed the subject out");
        }
        Optional<Provider> provider = request.snapshot()
                .provider(identity.provider())
                .filter(known -> known.state() == Provider.State.ENABLED);
        if (provider.isEmpty()) {
            return over("S79: provider `" + identity.provider() + "` is disabled or gone");
        }
        return provider.get().blockedSubjects().contains(identity.subject().value())
                ? over("X09: the subject is blocked at provider `"
                        + provider.get().id() + "`")
                : Outcome.granted(identity);
    }

    /** What ends role sessions of the subject, or the session by its handle, ends it too. */
    private static SessionRecord asRevocable(BrowserSession session, RequestContext request) {
        Identity identity = session.identity();
        String partition = request.snapshot().partition().name();
        var owner = new SessionOwner(
                SessionOwner.Kind.FEDERATED_USER,
                "",
                "",
                new Arn(partition, "sts", "", "", "federated-user/" + session.handle()));
        return new SessionRecord(
                session.handle(),
                session.signedInAt(),
                session.expiresAt(),
                owner,
                new SessionLabels(session.handle(), Map.of(), Set.of(), Optional.empty()),
                Optional.of(identity.provider()),
                identity.subject().value(),
                SessionLineage.root(Optional.empty()));
    }

    static <T> Outcome<T> over(String detail) {
        return Outcome.refused(Reason.NOT_SIGNED_IN, "You are not signed in, or no longer; sign in again", detail);
    }
}
