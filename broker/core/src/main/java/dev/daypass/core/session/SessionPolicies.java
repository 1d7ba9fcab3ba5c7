package dev.daypass.core.session;

import java.util.List;
import java.util.Optional;

/**
 * The policies that narrow one session.
 *
 * @param inline the policy document as JSON
 * @param managed ARNs of managed or customer policies
 * @param absentAllowsNothing GetFederationToken without a policy: no permissions at all
 */
public record SessionPolicies(Optional<String> inline, List<String> managed, boolean absentAllowsNothing) {
    public SessionPolicies {
        managed = List.copyOf(managed);
    }

    public static SessionPolicies none() {
        return new SessionPolicies(Optional.empty(), List.of(), false);
    }

    public boolean isEmpty() {
        return inline.isEmpty() && managed.isEmpty();
    }
}
