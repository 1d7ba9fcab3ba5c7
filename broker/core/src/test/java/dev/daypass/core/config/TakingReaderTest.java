package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are asked who take a role is read as written. */
final class TakingReaderTest {
    @Test
    void leftOutMeansThatNothingIsAsked() {
        assertEquals(TakingTerms.none(), terms(""));
    }

    @Test
    void termsAreReadAsWritten() {
        assertEquals(
                new TakingTerms(
                        TakingTerms.Reason.REQUIRED,
                        Map.of("Look only", List.of("arn:daypass:iam::daypass:policy/ViewOnlyAccess"))),
                terms(", \"reason\": \"required\", \"narrowings\": {\"Look only\": [\"managed/ViewOnlyAccess\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reason\": \"maybe\"|unknown-word",
                "\"narrowings\": {\"Look\": []}|bad-narrowing",
                "\"narrowings\": {\"Look\": [\"managed/Nothing\"]}|unknown-policy",
                "\"narrowings\": {\"Look\": [\"managed/ViewOnlyAccess\", \"managed/ViewOnlyAccess\"]}|bad-narrowing",
                "\"narrowings\": {\"two\\nlines\": [\"managed/ViewOnlyAccess\"]}|bad-label"
            })
    void termsThatCannotWorkAreFound(String term, String code) {
        List<String> found =
                role(", " + term).findings().stream().map(Finding::code).toList();
        assertTrue(found.contains(code), found::toString);
    }

    private static TakingTerms terms(String more) {
        Configuration configuration = role(more);
        return configuration
                .snapshot(Configs.ids(1))
                .orElseThrow(() -> new AssertionError(configuration.findings()))
                .role("prod/Reader")
                .orElseThrow()
                .terms();
    }

    private static Configuration role(String more) {
        return Configs.with(Map.of("roles/prod.yaml", """
                {"prod/Reader": {
                   "trust": [{"Effect": "Allow", "Principal": {"Federated": "ci"},
                              "Action": "sts:AssumeRoleWithWebIdentity",
                              "Condition": {"StringEquals": {"ci.example.com:aud": "daypass", "ci.example.com:sub": "job"}}}],
                   "policies": ["managed/ReadOnlyAccess"]%s}}
                """.formatted(more)));
    }
}
