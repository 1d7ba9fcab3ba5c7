package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {
    private static final String CHAINED = """
            {"prod/Reader": {
               "trust": [{"Effect": "Allow", "Principal": {"Federated": "ci"}, "Action": "sts:AssumeRoleWithWebIdentity",
                          "Condition": {"StringEquals": {"ci.example.com:sub": "job"}}}]},
             "prod/Next": {
               "trust": {"Version": "2012-10-17", "Statement":
                          {"Effect": "Allow", "Principal": {"AWS": "arn:daypass:iam::111122223333:role/Reader"},
                           "Action": "sts:AssumeRole"}}}}
            """;

    private static Snapshot snapshot(Map<String, String> changes, int generation) {
        Configuration configuration = Configs.with(changes);
        return configuration
                .snapshot(Configs.ids(generation))
                .orElseThrow(() -> new AssertionError(configuration.findings()));
    }

    private static List<String> codes(Configuration configuration) {
        return configuration.findings().stream().map(Finding::code).toList();
    }

    @Test
    void soundConfigurationBecomesASnapshot() {
        assertEquals(List.of(), codes(Configs.with(Map.of())));
        Snapshot snapshot = snapshot(Map.of(), 1);
        assertEquals("https://broker.example.com", snapshot.issuer());
        assertEquals("revision-1", snapshot.revision());
        Role role = snapshot.role("prod/Reader").orElseThrow();
        assertEquals("arn:daypass:iam::111122223333:role/Reader", role.arn().toString());
        assertEquals("AROAREADER00001", role.uniqueId());
        assertEquals(Duration.ofHours(1), role.maxSessionDuration());
        assertEquals(1, snapshot.rules().size());
        assertEquals(1, snapshot.providersOf("https://ci.example.com").size());
    }

    @Test
    void roleMadeAgainUnderItsNameIsNoLongerTrusted() {
        NamedPolicy trust = snapshot(Map.of("roles/prod.yaml", CHAINED), 1)
                .role("prod/Next")
                .orElseThrow()
                .trust();
        assertTrue(trusts(trust, "AROAREADER00001"), "the honest twin");
        assertFalse(trusts(trust, "AROAREADER00002"), "another role of the same name");
        assertTrue(trust.document().json().contains("AROAREADER00001"));
        assertFalse(trust.document().json().contains("role/Reader"));
    }

    private static boolean trusts(NamedPolicy trust, String uniqueId) {
        Requester session = Requester.roleSession(
                "111122223333",
                "arn:daypass:sts::111122223333:assumed-role/Reader/job",
                "arn:daypass:iam::111122223333:role/Reader",
                uniqueId);
        var request = new AccessRequest(session, "sts:AssumeRole", "*", ConditionContext.empty());
        return new PolicyEvaluator().decideTrust(trust, request).allowed();
    }

    @Test
    void idsAreAskedForOnlyWhenNothingIsWrong() {
        Configuration wrong = Configs.with(Map.of("groups/g.yaml", "{\"prod/G\": {\"polices\": []}}"));
        assertFalse(wrong.usable());
        assertEquals(Optional.empty(), wrong.snapshot(present -> {
            throw new AssertionError("ids were asked for");
        }));
    }

    @Test
    void customerPoliciesAreNamedInEachAccountTheyAreFor() {
        Snapshot snapshot = snapshot(Map.of("daypass.yaml", """
                        {"issuer": "https://broker.example.com/", "listen": {"port": 8443}, "store": "jdbc:h2:mem:x",
                         "partition": "aws",
                         "accounts": {"111122223333": {"alias": "prod", "guardRails": ["Rail"]},
                                      "444455556666": {"alias": "test"}}}
                        """, "policies/p.yaml", """
                        {"Rail": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
                         "Own": {"account": "test", "path": "/x/", "document": {"Version": "2012-10-17", "Statement":
                              [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]}}}
                        """), 1);
        assertEquals("https://broker.example.com", snapshot.issuer());
        assertTrue(snapshot.policy(arn("arn:aws:iam::111122223333:policy/Rail")).isPresent());
        assertTrue(snapshot.policy(arn("arn:aws:iam::444455556666:policy/Rail")).isPresent());
        assertTrue(
                snapshot.policy(arn("arn:aws:iam::444455556666:policy/x/Own")).isPresent());
        assertFalse(
                snapshot.policy(arn("arn:aws:iam::111122223333:policy/x/Own")).isPresent());
        assertEquals(1, snapshot.guardRails("111122223333").size());
        assertEquals(List.of(), snapshot.guardRails("444455556666"));
    }

    private static Arn arn(String text) {
        return Arn.parse(text).orElseThrow();
    }

    @Test
    void peopleStaySignedInAsLongAsIsSet() {
        BrokerSettings.Browser usual =
                Configs.with(Map.of()).settings().orElseThrow().browser();
        assertEquals(
                new BrokerSettings.Browser(
                        Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofHours(8), Duration.ofHours(1)),
                usual);
        BrokerSettings.Browser set = Configs.with(Map.of("daypass.yaml", """
                        {"issuer": "https://broker.example.com", "listen": {"port": 8443}, "store": "jdbc:h2:mem:x",
                         "accounts": {"111122223333": {"alias": "prod"}}, "browser": {"idle": "5m", "absolute": "1h",
                         "terminalIdle": "45m", "deviceSignIn": "15m"}}
                        """))
                .settings()
                .orElseThrow()
                .browser();
        assertEquals(
                new BrokerSettings.Browser(
                        Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(45), Duration.ofMinutes(15)),
                set);
    }

    @Test
    void everyMistakeIsToldAtOnceAndInOrder() {
        Configuration wrong = Configs.with(Map.of(
                "daypass.yaml",
                "{\"issuer\": 5, \"listen\": {}, \"store\": \"x\", \"accounts\": {\"111122223333\": {\"alias\": \"prod\"}}}",
                "groups/g.yaml",
                "{\"prod/G\": {\"polices\": []}}",
                "rules/rules.yaml",
                "[{\"name\": \"a\", \"when\": \"user.nothing\", \"roles\": [\"prod/No\"]}]"));
        List<String> codes = codes(wrong);
        assertTrue(
                codes.containsAll(List.of(
                        "wrong-type",
                        "missing-key",
                        "bad-store",
                        "unknown-key",
                        "unknown-role",
                        "unknown-user-attribute")),
                codes::toString);
        assertEquals(
                wrong.findings().stream()
                        .map(finding -> finding.source().file())
                        .sorted()
                        .toList(),
                wrong.findings().stream()
                        .map(finding -> finding.source().file())
                        .toList());
    }
}
