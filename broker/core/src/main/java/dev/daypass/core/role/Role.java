package dev.daypass.core.role;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.principal.Permissions;
import java.time.Duration;
import java.util.Map;

/**
 * An identity that many can assume.
 *
 * @param reference {@code ALIAS/NAME} as configuration and rules write it
 * @param uniqueId {@code AROA…}: binds sessions, so that a role made again does not inherit them
 * @param enabled a disabled role gives no sessions and its live ones are refused
 * @param maxSessionDuration one to twelve hours
 * @param trust who may assume it
 * @param permissions what its sessions may do
 * @param discoverable whether people who do not have it may learn that it is there, and what they lack
 * @param terms what people are asked who take it
 */
public record Role(
        String reference,
        Arn arn,
        String uniqueId,
        boolean enabled,
        String description,
        Duration maxSessionDuration,
        NamedPolicy trust,
        Permissions permissions,
        Map<String, String> tags,
        boolean discoverable,
        TakingTerms terms) {
    public Role {
        tags = Map.copyOf(tags);
    }

    /** A role that only those know of who have it, and that asks them nothing. */
    public Role(
            String reference,
            Arn arn,
            String uniqueId,
            boolean enabled,
            String description,
            Duration maxSessionDuration,
            NamedPolicy trust,
            Permissions permissions,
            Map<String, String> tags) {
        this(
                reference,
                arn,
                uniqueId,
                enabled,
                description,
                maxSessionDuration,
                trust,
                permissions,
                tags,
                false,
                TakingTerms.none());
    }

    /** The name alone, without account and path. */
    public String name() {
        return arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    }

    public String account() {
        return arn.account();
    }
}
