package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CheckCommandTest {
    /** The sample that the project ships. */
    static final Path SAMPLE = Path.of("../../config");

    @TempDir
    Path copy = Path.of("");

    @BeforeEach
    void copySample() throws IOException {
        copySampleTo(copy);
    }

    static void copySampleTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = target.resolve(SAMPLE.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    @Test
    void sampleHasNeitherErrorsNorWarnings() {
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(0, run.status(), run.out());
        assertFalse(run.out().contains(" error "), run.out());
        assertFalse(run.out().contains("warning"), run.out());
        assertTrue(run.out().contains("tests, all hold"), run.out());
    }

    @Test
    void mistakeIsToldWithPlaceLevelCodeAndCure() throws IOException {
        Path roles = copy.resolve("roles/partner.yaml");
        Files.writeString(roles, Files.readString(roles).replace("  policies:", "  polices:"));
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(1, run.status(), run.out());
        String expected =
                "roles/partner.yaml:10:3 error unknown-key: unknown key `polices` (did you mean `policies`?)\n"
                        + "    a role has the keys account, description, path, enabled, discoverable, maxSessionDuration, trust, policies,"
                        + " inline, boundary, tags, reason, narrowings\n";
        assertTrue(run.out().contains(expected), run.out());
        assertTrue(run.out().contains("not ok: 1 error"), run.out());
    }

    @Test
    void warningsAloneDoNotFail() throws IOException {
        Files.writeString(copy.resolve("users/more.yaml"), "prod/nokey: {}\n");
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().contains("users/more.yaml:1:1 warning without-access-key: "), run.out());
        assertTrue(run.out().contains("ok: 1 warning, "), run.out());
    }

    @Test
    void failingTestFailsTheCheck() throws IOException {
        Path rules = copy.resolve("rules/engineering.yaml");
        Files.writeString(rules, Files.readString(rules).replace("\"Engineers\" in", "\"Nobodies\" in"));
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("tests/engineering.yaml:11:21 error test-failed: "), run.out());
        assertTrue(run.out().contains("nearest is `engineers-read-prod`"), run.out());
    }

    @Test
    void metadataAndKeySetsInFilesAreJudged() throws IOException {
        Files.writeString(copy.resolve("metadata/corp-idp.xml"), "<nonsense/>");
        Files.writeString(copy.resolve("metadata/ci.jwks.json"), "{\"keys\": []}");
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("corp-idp.xml") || run.out().contains("providers/corp.yaml:8:13"), run.out());
        assertTrue(run.out().contains("ci.jwks.json"), run.out());
    }

    @Test
    void jsonHoldsTheSameFindings() throws IOException {
        Files.writeString(copy.resolve("groups/more.yaml"), "prod/G: { polices: [] }\n");
        CommandRun run = CommandRun.of("check", "--json", "--config", copy.toString());
        assertEquals(1, run.status(), run.out());
        JsonNode root = new JsonMapper().readTree(run.out());
        assertFalse(root.get("passed").booleanValue());
        JsonNode finding = first(root.get("findings"), "code", "unknown-key");
        assertEquals("groups/more.yaml", finding.get("file").stringValue());
        assertEquals(1, finding.get("line").intValue());
        assertEquals(11, finding.get("column").intValue());
        assertEquals("error", finding.get("severity").stringValue());
        assertTrue(finding.get("cure").stringValue().contains("policies"));
    }

    @Test
    void sarifPointsAtThePlace() throws IOException {
        Files.writeString(copy.resolve("groups/more.yaml"), "prod/G: { polices: [] }\n");
        CommandRun run = CommandRun.of("check", "--sarif", "--config", copy.toString());
        JsonNode root = new JsonMapper().readTree(run.out());
        assertEquals("2.1.0", root.get("version").stringValue());
        JsonNode result = first(root.get("runs").get(0).get("results"), "ruleId", "unknown-key");
        assertEquals("error", result.get("level").stringValue());
        JsonNode place = result.get("locations").get(0).get("physicalLocation");
        assertEquals(
                "groups/more.yaml", place.get("artifactLocation").get("uri").stringValue());
        assertEquals(11, place.get("region").get("startColumn").intValue());
    }

    @Test
    void issuerThatCannotBeReachedIsAWarningWhereTheNetworkIsAsked() throws IOException {
        Files.writeString(copy.resolve("providers/more.yaml"), """
                gone:
                  type: jwt
                  issuer: http://127.0.0.1:9
                  audiences: [daypass]
                """);
        CommandRun offline = CommandRun.of("check", "--config", copy.toString());
        assertEquals(0, offline.status(), offline.out());
        assertFalse(offline.out().contains("issuer-unreachable"), offline.out());
        CommandRun online = CommandRun.of("check", "--online", "--config", copy.toString());
        assertEquals(0, online.status(), online.out());
        assertTrue(online.out().contains("providers/more.yaml:3:11 warning issuer-unreachable: "), online.out());
    }

    @Test
    void keysThatExpireBeforeTheyAreReadAgainAreAWarning() throws IOException {
        Files.writeString(copy.resolve("providers/more.yaml"), """
                odd:
                  type: jwt
                  issuer: https://idp.example.com
                  audiences: [daypass]
                  jwks: { location: "https://idp.example.com/keys", refresh: 2h, maxStale: 1h }
                """);
        CommandRun run = CommandRun.of("check", "--config", copy.toString());
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().contains("warning provider-keys-stale: "), run.out());
    }

    @Test
    void absentDirectoryIsWrongUsage() {
        CommandRun run =
                CommandRun.of("check", "--config", copy.resolve("nowhere").toString());
        assertEquals(2, run.status());
        assertTrue(run.err().contains("cannot be read"), run.err());
        assertEquals(2, CommandRun.of("check").status());
    }

    private static JsonNode first(JsonNode list, String member, String value) {
        for (JsonNode item : list) {
            if (item.get(member).stringValue().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("no `" + value + "` in " + list);
    }
}
