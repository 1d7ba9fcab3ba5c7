package dev.daypass.adapters.directory;

import dev.daypass.adapters.directory.ldap.ServerHealth;
import dev.daypass.core.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * How one directory feels.
 *
 * @param servers its servers in the order in which they are asked
 * @param lastError the newest failure of any of them, recovered from or not
 * @param cacheHits look-ups of groups that were answered from memory since the directory was opened
 * @param cacheMisses look-ups of groups that the directory was asked for
 */
public record DirectoryHealth(
        ProviderId provider, List<ServerHealth> servers, Optional<String> lastError, long cacheHits, long cacheMisses) {
    public DirectoryHealth {
        servers = List.copyOf(servers);
    }

    /** Whether sign-ins can be served: a server answers, or nobody has found out yet that none does. */
    public boolean ready() {
        return servers.stream().anyMatch(server -> server.state() != ServerHealth.State.ASIDE);
    }
}
