package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.explain.ConfigTests;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.source.Finding;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code enrich} as it is written. */
final class EnrichmentReaderTest {
    /** Stands behind the provider that speaks of it. */
    private static final String DIRECTORY = """
            "corp-ad": {"type": "directory", "urls": ["ldaps://dc1.corp.example.com"], "baseDn": "DC=corp,DC=example,DC=com",
                        "enabled": ENABLED}
            """;

    private static final String VERIFIED = ", \"require\": \"attr(\\\"email_verified\\\") == true\"";

    private static Configuration read(String enrich, String require, boolean enabled) {
        String ci = """
                {"ci": {"type": "jwt", "issuer": "https://ci.example.com", "audiences": ["daypass"],
                        "attributes": {"repository": "attr(\\"repository\\")", "email": "attr(\\"email\\", \\"\\")"},
                        "enrich": ENRICH REQUIRE},
                DIRECTORY}
                """.replace("ENRICH", enrich)
                .replace("REQUIRE", require)
                .replace("DIRECTORY", DIRECTORY.replace("ENABLED", Boolean.toString(enabled)));
        return Configs.with(Map.of("providers/ci.yaml", ci, "rules/rules.yaml", """
                [{"name": "builds", "providers": ["ci"], "when": "\\"Builders\\" in user.groups", "roles": ["prod/Reader"]}]
                """, "tests/tests.yaml", """
                [{"given": {"provider": "ci", "subject": "job", "attributes": {"repository": "x", "email_verified": true},
                            "directory": {"sAMAccountName": "job", "groups": ["Builders"]}},
                  "expect": {"roles": ["prod/Reader"]}},
                 {"given": {"provider": "ci", "subject": "job", "attributes": {"repository": "x", "email_verified": true}},
                  "expect": {"not": ["prod/Reader"]}}]
                """));
    }

    /** That a directory nobody could name right is not used follows from the mistake. */
    private static List<String> codes(Configuration configuration) {
        return configuration.findings().stream()
                .map(Finding::code)
                .filter(code -> !code.equals("unused-provider"))
                .toList();
    }

    @Test
    void bothWaysOfWritingItMeanTheSame() {
        for (String written : List.of("\"corp-ad by user.email\"", "{\"from\": \"corp-ad\", \"by\": \"user.email\"}")) {
            Configuration configuration = read(written, VERIFIED, true);
            assertEquals(List.of(), configuration.findings());
            Provider ci = configuration
                    .snapshot(Configs.ids(1))
                    .orElseThrow()
                    .provider(new ProviderId("ci"))
                    .orElseThrow();
            assertEquals(
                    new ProviderId("corp-ad"), ci.enrichment().orElseThrow().from());
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsFoundWithTheNearest() {
        Finding finding =
                read("\"corp-da by user.email\"", VERIFIED, true).findings().get(0);
        assertEquals("unknown-directory", finding.code());
        assertTrue(finding.message().contains("did you mean `corp-ad`?"), finding.message());
        assertEquals(List.of("unknown-directory"), codes(read("\"ci by user.email\"", VERIFIED, true)));
        assertEquals(List.of("disabled-directory"), codes(read("\"corp-ad by user.email\"", VERIFIED, false)));
    }

    @Test
    void whatIsNoEnrichmentIsFound() {
        assertEquals(List.of("bad-enrichment"), codes(read("\"corp-ad\"", VERIFIED, true)));
        Finding typo =
                read("\"corp-ad by user.emial\"", VERIFIED, true).findings().get(0);
        assertEquals("unknown-user-attribute", typo.code());
        assertTrue(typo.message().contains("email") || typo.cure().orElse("").contains("email"), typo.toString());
    }

    @Test
    void O09aKeyThatNobodyProvesIsWarnedOf() {
        Configuration configuration = read("\"corp-ad by user.email\"", "", true);
        assertEquals(List.of("unverified-email"), codes(configuration));
        assertTrue(configuration.usable());
    }

    @Test
    void testsSayWhatTheDirectoryWouldSay() {
        Configuration configuration = read("\"corp-ad by user.email\"", VERIFIED, true);
        var tests = new ConfigTests(new Explainer(Clock.systemUTC()));
        assertEquals(
                List.of(),
                tests.run(
                        configuration.tests(),
                        configuration.snapshot(Configs.ids(1)).orElseThrow()));
    }
}
