package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.session.Session;

/** Who acts: the principal of a request, proven by a proof or by keys. */
public sealed interface Caller {
    /** Somebody an identity provider vouched for. */
    record Federated(Identity identity) implements Caller {}

    /** A user with long-term keys. */
    record UserWithKeys(User user) implements Caller {}

    /** A service with long-term keys. */
    record ServiceWithKeys(ServicePrincipal service) implements Caller {}

    /** Whoever holds a session. */
    record SessionHolder(Session session) implements Caller {}
}
