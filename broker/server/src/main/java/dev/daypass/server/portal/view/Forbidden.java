package dev.daypass.server.portal.view;

import java.util.List;

/**
 * What somebody may not do with the roles that they have taken, and what would help.
 *
 * @param action as policies write it
 * @param resource an ARN
 * @param roles that they could take
 */
public record Forbidden(String action, String resource, List<Role> roles) {
    public Forbidden {
        roles = List.copyOf(roles);
    }

    /**
     * A role that would allow it.
     *
     * @param reference {@code ALIAS/NAME}, as the form sends it back
     * @param description one line; may be empty
     */
    public record Role(String reference, String description) {}
}
