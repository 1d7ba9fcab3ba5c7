package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Partition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shipped policies let through, and what they do not. */
final class ManagedPoliciesTest {
    private final ManagedPolicies managed = ManagedPolicies.shipped(new Partition("daypass"));

    @Test
    void areFoundByNameAndByArn() {
        NamedPolicy policy = managed.find("ReadOnlyAccess").orElseThrow();
        assertEquals("arn:daypass:iam::daypass:policy/ReadOnlyAccess", policy.name());
        assertEquals(PolicyType.MANAGED, policy.type());
        assertEquals(
                policy,
                managed.findByArn("arn:daypass:iam::daypass:policy/ReadOnlyAccess")
                        .orElseThrow());
        assertTrue(managed.find("NoSuchPolicy").isEmpty());
    }

    @Test
    void letThroughWhatTheirNamesSay() {
        assertAllows("AdministratorAccess", "iam:CreateUser", "reports:Get");
        assertAllows("PowerUserAccess", "reports:Delete", "iam:ListUsers", "sts:GetCallerIdentity");
        assertDenies("PowerUserAccess", "iam:CreateUser", "sts:AssumeRole");
        assertAllows("ReadOnlyAccess", "reports:Get", "iam:ListRoles", "reports:DescribeAll");
        assertDenies("ReadOnlyAccess", "reports:Put", "secrets:GetSecretValue", "sts:GetFederationToken");
        assertAllows("ViewOnlyAccess", "reports:List");
        assertDenies("ViewOnlyAccess", "reports:Get");
        assertAllows("SecurityAudit", "iam:GetRole", "reports:GetBucketPolicy", "audit:LookupEvents");
        assertDenies("SecurityAudit", "reports:GetObject", "iam:PutRolePolicy");
        assertAllows("EverythingButIam", "reports:Delete", "sts:AssumeRole");
        assertDenies("EverythingButIam", "iam:CreateUser", "iam:PassRole");
        assertDenies("RequireMultiFactor", "reports:Get");
    }

    @Test
    void W14administrationIsOpenedByItsOwnPoliciesAlone() {
        String sessions = "arn:daypass:daypass:::admin/sessions";
        for (String action : List.of("daypass:ListSessions", "daypass:RevokeSession", "daypass:ReadAudit")) {
            for (String policy : managed.names()) {
                boolean opens =
                        Set.of("AdministratorAccess", "AdministratorPages").contains(policy)
                                || (policy.equals("AuditReader") && !action.equals("daypass:RevokeSession"));
                assertEquals(
                        opens,
                        decide(policy, action, sessions, ConditionContext.empty())
                                .allowed(),
                        policy + " " + action);
            }
        }
        assertDenies("AdministratorPages", "iam:CreateUser", "daypass:ListSessions");
    }

    @Test
    void ownAccessKeysAreOnesOwn() {
        String user = "arn:daypass:iam::111122223333:user/";
        ConditionContext alice = ConditionContext.empty().with("aws:username", "alice");
        assertTrue(decide("ManageOwnAccessKeys", "iam:CreateAccessKey", user + "alice", alice)
                .allowed());
        assertFalse(decide("ManageOwnAccessKeys", "iam:CreateAccessKey", user + "bob", alice)
                .allowed());
        assertFalse(decide("ManageOwnAccessKeys", "iam:CreateAccessKey", user + "alice", ConditionContext.empty())
                .allowed());
    }

    @Test
    void invalidTextIsAFault() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ManagedPolicies.of(new Partition("daypass"), Map.of("Broken", "{\"Statement\": []}")));
    }

    private void assertAllows(String policy, String... actions) {
        for (String action : actions) {
            assertTrue(decide(policy, action, "*", ConditionContext.empty()).allowed(), policy + " " + action);
        }
    }

    private void assertDenies(String policy, String... actions) {
        for (String action : actions) {
            assertFalse(decide(policy, action, "*", ConditionContext.empty()).allowed(), policy + " " + action);
        }
    }

    private Decision decide(String policy, String action, String resource, ConditionContext context) {
        var request = new AccessRequest(PolicyFixtures.alice(), action, resource, context);
        PolicySet set = PolicySet.identity(List.of(managed.find(policy).orElseThrow()));
        return new PolicyEvaluator().decide(set, request);
    }
}
