package dev.daypass.core.rules;

import java.util.List;

/**
 * A role that rules grant to an identity.
 *
 * @param role {@code ALIAS/NAME}; or what {@code rolesFrom} said, until {@link Entitlements#resolved}
 * @param rules names of the granting rules, in the order of the configuration
 * @param shape what they make of the session together
 */
public record Entitlement(String role, List<String> rules, SessionShape shape) {
    public Entitlement {
        rules = List.copyOf(rules);
    }
}
