package dev.daypass.core.application;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.Requirement;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An application as people see it in the portal. That it is shown lets nobody in: the application decides that itself.
 *
 * @param name in configuration
 * @param label as people read it
 * @param description one line; may be empty
 * @param launch where it is opened
 * @param who sees it
 */
public record Tile(String name, String label, String description, URI launch, Who who) {
    /** Whether it is seen by those alone who may take some role. */
    public boolean isForRoles() {
        return !who.roles().isEmpty();
    }

    /** Whether somebody sees it who may take these roles, {@code ALIAS/NAME} each. */
    public boolean isFor(Identity identity, Collection<String> roles) {
        return who.includes(identity, roles);
    }

    /**
     * Who sees an application.
     *
     * @param roles of which one must be theirs to take; empty: none need be
     * @param conditions what must hold of them, by provider; a provider that is not there has no people who see it
     */
    public record Who(List<RolePattern> roles, Map<ProviderId, List<Requirement>> conditions) {
        public Who {
            roles = List.copyOf(roles);
            conditions = Map.copyOf(conditions);
        }

        boolean includes(Identity identity, Collection<String> theirs) {
            List<Requirement> demands = conditions.get(identity.provider());
            return demands != null
                    && demands.stream()
                            .allMatch(demand -> demand.check(identity).refusal().isEmpty())
                    && (roles.isEmpty()
                            || theirs.stream().anyMatch(role -> roles.stream().anyMatch(some -> some.matches(role))));
        }
    }
}
