package dev.daypass.core.principal;

import java.util.List;

/**
 * A service that takes service roles.
 *
 * @param name as trust policies write it: {@code reports.daypass.internal}
 * @param account whose resources it acts in by default; it names the service's own sessions in the audit
 */
public record ServicePrincipal(String name, String account, boolean enabled, List<AccessKey> accessKeys) {
    public ServicePrincipal {
        accessKeys = List.copyOf(accessKeys);
    }
}
