package dev.daypass.core.exchange;

import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionPolicies;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session as it would be, before anybody has said whether it may.
 *
 * @param labels name, all tags, and source identity of the session to be
 * @param requested what of them caller or provider brought along: the part that needs permission
 * @param packedPolicySize per cent of the packed space used
 */
record PlannedSession(
        Entitled entitled, SessionLabels labels, Requested requested, SessionPolicies policies, int packedPolicySize) {
    /**
     * What caller or provider asks for the session, as the {@code aws:RequestTag} and {@code sts:} keys see it.
     *
     * @param tags needs {@code sts:TagSession}
     * @param sourceIdentity set or carried along a chain; needs {@code sts:SetSourceIdentity}
     */
    record Requested(Map<String, String> tags, Set<String> transitive, Optional<String> sourceIdentity) {}

    Ask ask() {
        return entitled.ask();
    }
}
