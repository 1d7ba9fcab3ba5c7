package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A site's role is one that people can take by visiting a page. */
final class SiteReaderTest {
    private static final String ROLE = """
            {"prod/Reader": {
               "trust": [{"Effect": "Allow", "Principal": {"Federated": "ci"},
                          "Action": "sts:AssumeRoleWithWebIdentity",
                          "Condition": {"StringEquals": {"ci.example.com:aud": "daypass", "ci.example.com:sub": "job"}}}],
               "policies": ["managed/ReadOnlyAccess"], "reason": "%s"}}
            """;

    private static Configuration site(String role, String reason) {
        return Configs.with(Map.of("daypass.yaml", """
                {"issuer": "https://broker.example.com", "listen": {"port": 8443}, "store": "jdbc:h2:mem:x",
                 "accounts": {"111122223333": {"alias": "prod"}},
                 "forwardAuth": {"wiki.example.com": {"role": "%s"}, "api.example.com": {}}}
                """.formatted(role), "roles/prod.yaml", ROLE.formatted(reason)));
    }

    private static Finding only(Configuration configuration) {
        List<Finding> findings = configuration.findings();
        assertEquals(1, findings.size(), findings::toString);
        return findings.get(0);
    }

    @Test
    void roleIsRead() {
        var snapshot = site("prod/Reader", "optional").snapshot(Configs.ids(1)).orElseThrow();
        assertEquals(
                Optional.of("prod/Reader"),
                snapshot.site("wiki.example.com").orElseThrow().role());
        assertEquals(
                Optional.empty(), snapshot.site("api.example.com").orElseThrow().role());
    }

    @Test
    void roleThatIsNotThereIsFoundAtItsPlaceWithTheOneThatIsMeant() {
        Finding finding = only(site("prod/Raeder", "optional"));
        assertEquals("unknown-role", finding.code());
        assertTrue(finding.toString().contains("did you mean `prod/Reader`?"), finding::toString);
        assertTrue(finding.source().toString().startsWith("daypass.yaml:3:47"), finding::toString);
    }

    @Test
    void roleThatAsksForAReasonIsFoundSinceNobodyIsAsked() {
        Finding finding = only(site("prod/Reader", "required"));
        assertEquals("site-role-asks-reason", finding.code());
        assertTrue(finding.source().toString().startsWith("daypass.yaml:3:47"), finding::toString);
    }
}
