package dev.daypass.core.principal;

import dev.daypass.core.arn.Arn;
import java.util.List;
import java.util.Map;

/**
 * A person or program with long-term access keys.
 *
 * @param reference {@code ALIAS/NAME} as configuration writes it
 * @param uniqueId {@code AIDA…}: a user deleted and made again is another one
 * @param groups whose policies apply too
 */
public record User(
        String reference,
        Arn arn,
        String uniqueId,
        boolean enabled,
        List<AccessKey> accessKeys,
        List<Group> groups,
        Permissions permissions,
        Map<String, String> tags) {
    public User {
        accessKeys = List.copyOf(accessKeys);
        groups = List.copyOf(groups);
        tags = Map.copyOf(tags);
    }

    /** The name alone, without account and path: {@code aws:username}. */
    public String name() {
        return arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    }

    public String account() {
        return arn.account();
    }
}
