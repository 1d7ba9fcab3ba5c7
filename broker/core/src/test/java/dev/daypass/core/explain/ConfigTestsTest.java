package dev.daypass.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.config.Configs;
import dev.daypass.core.config.Configuration;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigTestsTest {
    private static final Explainer EXPLAINER =
            new Explainer(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

    private static List<String> run(String test) {
        Configuration configuration = Configs.with(Map.of("tests/t.yaml", test));
        Snapshot snapshot =
                configuration.snapshot(Configs.ids(1)).orElseThrow(() -> new AssertionError(configuration.findings()));
        return new ConfigTests(EXPLAINER)
                .run(configuration.tests(), snapshot).stream()
                        .map(Finding::toString)
                        .toList();
    }

    @Test
    void whatHoldsIsNotTold() {
        assertEquals(List.of(), run("""
                        [{"given": {"provider": "ci", "subject": "job", "attributes": {"repository": "shop"}},
                          "expect": {"roles": ["prod/Reader"]},
                          "and": [{"role": "prod/Reader", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "decision": "Allow"},
                                  {"role": "prod/Reader", "action": "s3:PutObject", "resource": "arn:aws:s3:::b/k", "decision": "Deny"}]},
                         {"given": {"provider": "ci", "subject": "job", "attributes": {"repository": "other"}},
                          "expect": {"not": ["prod/Reader"]}}]
                        """));
    }

    @Test
    void trustCountsAsMuchAsRules() {
        List<String> told = run("""
                [{"given": {"provider": "ci", "subject": "another-job", "attributes": {"repository": "shop"}},
                  "expect": {"roles": ["prod/Reader"]}}]
                """);
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("test-failed") && told.get(0).contains("trust policy"), told::toString);
    }

    @Test
    void decisionThatComesOutOtherwiseIsTold() {
        List<String> told = run("""
                [{"given": {"provider": "ci", "subject": "job", "attributes": {"repository": "shop"}},
                  "expect": {},
                  "and": [{"role": "prod/Reader", "action": "s3:PutObject", "decision": "Allow"}]}]
                """);
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("expected Allow for `s3:PutObject`"), told::toString);
    }

    @Test
    void disabledProviderAndBlockedSubjectAreRefusedHereToo() {
        for (Map.Entry<String, Reason> state : Map.of(
                        "\"enabled\": false", Reason.PROVIDER_DISABLED,
                        "\"blockedSubjects\": [\"job\"]", Reason.SUBJECT_DISABLED)
                .entrySet()) {
            Configuration configuration = Configs.with(Map.of(
                    "providers/ci.yaml",
                    "{\"ci\": {\"type\": \"jwt\", "
                            + "\"issuer\": \"https://ci.example.com\", \"audiences\": [\"daypass\"], " + state.getKey()
                            + ", \"attributes\": {\"repository\": \"attr(\\\"repository\\\")\"}}}"));
            Snapshot snapshot = configuration.snapshot(Configs.ids(1)).orElseThrow();
            var somebody = new Imagined(
                    snapshot.provider(new ProviderId("ci")).orElseThrow(),
                    "job",
                    Attributes.ofTexts(Map.of("repository", List.of("shop"))));
            Explanation explanation = EXPLAINER.explain(somebody, snapshot);
            assertEquals(Optional.of(state.getValue()), explanation.signIn().map(Refusal::reason));
            assertEquals(List.of(), explanation.roles());
        }
    }
}
