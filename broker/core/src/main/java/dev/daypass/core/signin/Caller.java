package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import java.util.Optional;

/** Who acts: the principal of a request, proven by a proof or by keys. */
public sealed interface Caller {
    /**
     * Somebody an identity provider vouched for.
     *
     * @param behind the browser session that the person acts in: what ends it ends what is taken with it; absent: the
     *     proof came with the request
     */
    record Federated(Identity identity, Optional<SessionLineage.Ancestor> behind) implements Caller {
        /** Somebody who comes with a proof. */
        public Federated(Identity identity) {
            this(identity, Optional.empty());
        }
    }

    /** A user with long-term keys. */
    record UserWithKeys(User user) implements Caller {}

    /** A service with long-term keys. */
    record ServiceWithKeys(ServicePrincipal service) implements Caller {}

    /** Whoever holds a session. */
    record SessionHolder(Session session) implements Caller {}
}
