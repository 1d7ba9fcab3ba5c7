package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExplainCommandTest {
    private static final String EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
    private static final String GROUPS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

    @TempDir
    Path directory = Path.of("");

    private CommandRun explain(String groups, String... more) throws IOException {
        Path file = directory.resolve("attributes.json");
        Files.writeString(
                file,
                "{\"subject\": \"alice\", \"" + EMAIL + "\": [\"alice@corp.example.com\"], \"" + GROUPS + "\": "
                        + groups + ", \"department\": [\"Research\"]}");
        var words = new ArrayList<>(List.of(
                "explain",
                "--config",
                CheckCommandTest.SAMPLE.toString(),
                "--provider",
                "corp-saml",
                "--attributes",
                file.toString()));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }

    @Test
    void saysWhy() throws IOException {
        CommandRun run = explain("[\"Engineers\"]");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("prod/ReadOnly: yes, granted by engineers-read-prod"), run.out());
        assertTrue(run.out().contains("holds: \"Engineers\" in user.groups"), run.out());
        assertTrue(run.out().contains("statement SamlPeople of role trust policy"), run.out());
        assertTrue(run.out().contains("/saml/corp-saml/acs"), "what is assumed is said");
    }

    @Test
    void saysWhyNotWithTheNearestMissFirst() throws IOException {
        CommandRun run = explain("[\"engineers\"]", "--role", "prod/ReadOnly");
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().contains("prod/ReadOnly: no, NO_RULE_GRANTS"), run.out());
        assertTrue(run.out().contains("fails: \"Engineers\" in user.groups"), run.out());
        assertTrue(run.out().contains("hint: "), run.out());
        int nearest = run.out().indexOf("engineers-read-prod (");
        int farther = run.out().indexOf("main-branch-deploys (");
        assertTrue(nearest >= 0 && nearest < farther, run.out());
    }

    @Test
    void saysWhatTheSessionMayDoAndWhichStatementDecides() throws IOException {
        CommandRun allowed = explain(
                "[\"Engineers\"]",
                "--role",
                "prod/ReadOnly",
                "--action",
                "reports:Get",
                "--resource",
                "arn:daypass:reports:::q3");
        assertEquals(0, allowed.status(), allowed.out());
        assertTrue(allowed.out().contains("240 minutes"), allowed.out());
        CommandRun denied = explain(
                "[\"Engineers\"]",
                "--role",
                "prod/ReadOnly",
                "--action",
                "reports:Get",
                "--resource",
                "arn:daypass:reports:::board/q3");
        assertEquals(1, denied.status(), denied.out());
        assertTrue(denied.out().contains("Deny NotTheBoard (policies/reports.yaml:"), denied.out());
    }

    @Test
    void refusalAtSignInIsTheAnswer() throws IOException {
        Path file = directory.resolve("mallory.json");
        Files.writeString(file, "{\"" + EMAIL + "\": [\"mallory@evil.example\"]}");
        CommandRun run = CommandRun.of(
                "explain",
                "--config",
                CheckCommandTest.SAMPLE.toString(),
                "--provider",
                "corp-saml",
                "--attributes",
                file.toString());
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().contains("refused at sign-in: REQUIREMENT_NOT_MET"), run.out());
    }

    @Test
    void jsonIsTheSameRecord() throws IOException {
        CommandRun run = explain("[\"Engineers\"]", "--json", "--role", "prod/ReadOnly");
        JsonNode root = new JsonMapper().readTree(run.out());
        assertEquals("corp-saml", root.get("provider").stringValue());
        assertEquals("alice", root.get("subject").stringValue());
        assertEquals("Engineers", root.get("attributes").get("groups").get(0).stringValue());
        JsonNode role = root.get("roles").get(0);
        assertTrue(role.get("obtained").booleanValue());
        assertEquals("ALLOW", role.get("trust").get("effect").stringValue());
        assertEquals("alice@corp.example.com", role.get("session").get("name").stringValue());
    }

    @Test
    void questionsThatMakeNoSenseAreWrongUsage() throws IOException {
        assertEquals(2, explain("[]", "--role", "prod/ReadOnli").status());
        assertTrue(explain("[]", "--role", "prod/ReadOnli").err().contains("did you mean `prod/ReadOnly`?"));
        assertEquals(2, explain("[]", "--action", "s3:GetObject").status());
        assertEquals(2, explain("{").status());
    }
}
