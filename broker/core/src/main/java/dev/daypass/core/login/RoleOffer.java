package dev.daypass.core.login;

import dev.daypass.core.principal.Account;
import dev.daypass.core.role.Role;
import java.time.Duration;
import java.util.List;

/**
 * A role that somebody may take now.
 *
 * @param account that owns it
 * @param grantedBy names of the rules that grant it
 * @param longest how long a session of it may be at most
 * @param usual how long one is if nothing is asked for
 * @param sessionName what it would be called
 */
public record RoleOffer(
        Role role, Account account, List<String> grantedBy, Duration longest, Duration usual, String sessionName) {
    public RoleOffer {
        grantedBy = List.copyOf(grantedBy);
    }
}
