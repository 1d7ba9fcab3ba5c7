package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.RolePattern;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Entitlement;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/** Which role is meant where none is named: the only one there is. Two are a question that nobody may answer by chance. */
final class RoleChoice {
    private RoleChoice() {}

    /** The only role that rules give the identity and that the client may use. */
    static Outcome<Role> of(Identity identity, Application client, Snapshot snapshot) {
        boolean perRole = snapshot.provider(identity.provider())
                .filter(provider -> provider.replay() == Provider.ReplayScope.PER_ROLE)
                .isPresent();
        if (perRole) {
            return ambiguous("proofs of this provider are spent role by role");
        }
        Entitlements entitlements = snapshot.rules().evaluate(identity).resolved(name -> reference(name, snapshot));
        List<Role> roles = entitlements.all().stream()
                .map(Entitlement::role)
                .filter(client.permitted()::role)
                .map(snapshot::role)
                .flatMap(Optional::stream)
                .filter(Role::enabled)
                .toList();
        return roles.size() == 1 ? Outcome.granted(roles.get(0)) : ambiguous(roles.size() + " roles are entitled");
    }

    /** The only role that the client may use at all, where it is no pattern. */
    static Outcome<Role> of(Application client, Snapshot snapshot) {
        List<RolePattern> roles = client.permitted().roles();
        Optional<Role> only = roles.size() == 1 ? snapshot.role(roles.get(0).text()) : Optional.empty();
        return only.map(Outcome::granted).orElseGet(() -> ambiguous("the client may use more than one role"));
    }

    private static Optional<String> reference(String name, Snapshot snapshot) {
        if (snapshot.role(name).isPresent()) {
            return Optional.of(name);
        }
        return snapshot.roles().stream()
                .filter(role -> snapshot.namesOf(role).contains(name))
                .map(Role::reference)
                .findFirst();
    }

    private static Outcome<Role> ambiguous(String detail) {
        return Outcome.refused(
                Reason.TARGET_NOT_ALLOWED,
                "Name the role in `resource`, by its ARN or as ALIAS/NAME",
                "no role is named, and " + detail);
    }
}
