package dev.daypass.core.exchange;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/** A request for a role that exists: who asks for what, under which configuration. */
record Ask(Caller caller, SessionRequest request, Role role, RequestContext context) {
    Optional<Identity> identity() {
        return caller instanceof Caller.Federated federated ? Optional.of(federated.identity()) : Optional.empty();
    }

    /** The provider that vouched for a federated caller. */
    Optional<Provider> provider() {
        return identity().flatMap(identity -> context.snapshot().provider(identity.provider()));
    }

    /** The session that the caller holds, if it holds one. */
    Optional<Session> parent() {
        return caller instanceof Caller.SessionHolder holder ? Optional.of(holder.session()) : Optional.empty();
    }

    /** The browser session that the caller acts in, if it acts in one. */
    Optional<SessionLineage.Ancestor> browser() {
        return caller instanceof Caller.Federated federated ? federated.behind() : Optional.empty();
    }

    /** Whether a role session asks for the next role (role chaining). */
    boolean chaining() {
        return parent().filter(session -> session.owner().kind() == SessionOwner.Kind.ROLE)
                .isPresent();
    }
}
