package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The history of a customer's policy. */
final class VersionedPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void newVersionLeavesTheOneInForce() {
        VersionedPolicy policy = granted(first().withNewVersion(document("a:C"), NOW));
        assertEquals(List.of("v2", "v1"), ids(policy));
        assertEquals(document("a:B"), policy.inForce());
        assertEquals(document("a:C"), granted(policy.setDefault("v2")).inForce());
    }

    @Test
    void newDefaultIsInForceAtOnceAndCanBeRolledBack() {
        VersionedPolicy policy = granted(first().withNewDefault(document("a:C"), NOW));
        assertEquals(document("a:C"), policy.inForce());
        assertEquals(document("a:B"), granted(policy.setDefault("v1")).inForce());
    }

    @Test
    void sixthVersionNeedsADeletion() {
        VersionedPolicy policy = first();
        for (int i = 2; i <= PolicySize.VERSIONS; i++) {
            policy = granted(policy.withNewVersion(document("a:V" + i), NOW));
        }
        assertEquals(reason(policy.withNewVersion(document("a:X"), NOW)), Optional.of(Reason.LIMIT_EXCEEDED));
        assertEquals(reason(policy.withNewDefault(document("a:X"), NOW)), Optional.of(Reason.LIMIT_EXCEEDED));
        VersionedPolicy shorter = granted(policy.withoutVersion("v5"));
        VersionedPolicy again = granted(shorter.withNewVersion(document("a:X"), NOW));
        assertEquals(List.of("v6", "v4", "v3", "v2", "v1"), ids(again), "an id is never given twice");
    }

    @Test
    void versionInForceCannotBeDeleted() {
        VersionedPolicy policy = granted(first().withNewVersion(document("a:C"), NOW));
        assertEquals(reason(policy.withoutVersion("v1")), Optional.of(Reason.PARAMETER_INVALID));
        assertEquals(reason(policy.withoutVersion("v9")), Optional.of(Reason.PARAMETER_INVALID));
        assertEquals(reason(policy.setDefault("v9")), Optional.of(Reason.PARAMETER_INVALID));
        assertTrue(policy.withoutVersion("v2").value().isPresent());
    }

    private static VersionedPolicy first() {
        return VersionedPolicy.first(document("a:B"), NOW);
    }

    private static PolicyDocument document(String action) {
        return PolicyFixtures.document(
                PolicyGrammar.IDENTITY, "[{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}]");
    }

    private static List<String> ids(VersionedPolicy policy) {
        return policy.versions().stream().map(VersionedPolicy.Version::id).toList();
    }

    private static VersionedPolicy granted(Outcome<VersionedPolicy> outcome) {
        return outcome.value().orElseThrow();
    }

    private static Optional<Reason> reason(Outcome<VersionedPolicy> outcome) {
        return outcome.refusal().map(Refusal::reason);
    }
}
