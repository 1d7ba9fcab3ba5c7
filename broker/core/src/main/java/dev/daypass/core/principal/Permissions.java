package dev.daypass.core.principal;

import dev.daypass.core.policy.NamedPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The permission policies of a role, user or group.
 *
 * @param policies managed, customer and in-line policies together
 * @param boundary the permissions boundary, which allows nothing by itself
 */
public record Permissions(List<NamedPolicy> policies, Optional<NamedPolicy> boundary) {
    public Permissions {
        policies = List.copyOf(policies);
    }

    public static Permissions none() {
        return new Permissions(List.of(), Optional.empty());
    }
}
