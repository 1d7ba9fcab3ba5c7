package dev.daypass.core.signin;

import dev.daypass.core.application.Application;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.util.Optional;

/**
 * Whether a session whose token is genuine still counts: not expired, not revoked, and everything it rests on still
 * there, enabled and the same. Asked at every use of a session, at every face.
 *
 * <p>The access key that a session was taken with is not asked about: temporary credentials last until they expire,
 * whatever becomes of the key (AWS IAM, temporary credentials). To end them, disable the user or revoke.
 */
public final class SessionGate {
    private final RevocationStore revocations;

    public SessionGate(RevocationStore revocations) {
        this.revocations = revocations;
    }

    /** The session, or why it no longer counts. */
    public Outcome<Session> admit(Session session, RequestContext request) {
        if (!request.instant().isBefore(session.expiresAt())) {
            return Outcome.refused(
                    Reason.CREDENTIALS_EXPIRED,
                    "The security token included in the request is expired",
                    "T25: session `" + session.id() + "` expired at " + session.expiresAt());
        }
        if (revocations.isRevoked(session.record())) {
            return Outcome.refused(
                    Reason.SESSION_REVOKED,
                    "The security token included in the request is invalid.",
                    "T25: session `" + session.id() + "` or one it came from is revoked");
        }
        return ownerStands(session, request.snapshot())
                .then(standing -> originStands(standing, request.snapshot()))
                .then(standing -> clientStands(standing, request.snapshot()));
    }

    private static Outcome<Session> ownerStands(Session session, Snapshot snapshot) {
        SessionOwner owner = session.owner();
        boolean stands = owner.kind() == SessionOwner.Kind.ROLE
                ? snapshot.role(owner.reference())
                        .filter(Role::enabled)
                        .map(Role::uniqueId)
                        .filter(owner.uniqueId()::equals)
                        .isPresent()
                : snapshot.user(owner.reference())
                        .filter(User::enabled)
                        .map(User::uniqueId)
                        .filter(owner.uniqueId()::equals)
                        .isPresent();
        return stands
                ? Outcome.granted(session)
                : gone("T24: `" + owner.reference() + "` is disabled, gone or another one of the same name");
    }

    private static Outcome<Session> originStands(Session session, Snapshot snapshot) {
        if (session.origin().provider().isEmpty()) {
            return keyHolderStands(session, snapshot);
        }
        var provider = snapshot.provider(session.origin().provider().get())
                .filter(known -> known.state() == Provider.State.ENABLED);
        if (provider.isEmpty()) {
            return gone("S79: provider `" + session.origin().provider().get() + "` is disabled or gone");
        }
        return provider.get().blockedSubjects().contains(session.origin().subject())
                ? gone("X09: the subject is blocked at provider `"
                        + provider.get().id() + "`")
                : Outcome.granted(session);
    }

    private static Outcome<Session> keyHolderStands(Session session, Snapshot snapshot) {
        SessionOrigin origin = session.origin();
        boolean stands = snapshot.userByArn(origin.subject())
                .map(user -> user.enabled() && isSame(user, origin))
                .or(() -> snapshot.service(origin.subject()).map(ServicePrincipal::enabled))
                .orElse(false);
        return stands
                ? Outcome.granted(session)
                : gone("T24: `" + origin.subject()
                        + "`, who began it, is disabled, gone or another one of the same name");
    }

    private static boolean isSame(User user, SessionOrigin origin) {
        return origin.subjectId().map(user.uniqueId()::equals).orElse(true);
    }

    /** What OAuth clients began and handed on counts as long as each of them does. */
    private static Outcome<Session> clientStands(Session session, Snapshot snapshot) {
        Optional<String> disabled = ClientMarks.clients(session.origin().conditionKeys()).stream()
                .filter(client -> snapshot.application(client)
                        .filter(Application::enabled)
                        .isEmpty())
                .findFirst();
        return disabled.isEmpty()
                ? Outcome.granted(session)
                : gone("X09: client `" + disabled.get() + "`, which it came through, is disabled or gone");
    }

    private static Outcome<Session> gone(String detail) {
        return Outcome.refused(
                Reason.SESSION_REVOKED, "The security token included in the request is invalid.", detail);
    }
}
