package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other verbs make of a login. */
final class LoginUseTest {
    @TempDir
    private Path home;

    private LoginDesk desk;

    @BeforeEach
    void signIn() throws Exception {
        desk = LoginDesk.signedIn(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void credentialsAreTheLoginsRoleAndAreKept() {
        CommandRun first = desk.ofDev("credentials");
        assertEquals(0, first.status(), first.err());
        assertTrue(first.out().contains("\"Version\": 1"), first.out());
        assertEquals(first.out(), desk.ofDev("credentials").out());
        assertEquals(
                1,
                desk.broker()
                        .count(
                                "subject_token_type=urn:daypass:token-type:login&resource=arn:daypass:iam::111122223333:"
                                        + "role/ReadOnly&requested_token_type=urn:daypass:token-type:access-key&subject_token=access-"));
    }

    @Test
    void tokensAreKept() {
        String bare = desk.ofDev("token").out();
        assertTrue(bare.matches("jwt-[0-9]+\\R"), bare);
        assertEquals(bare, desk.ofDev("token").out());
        assertEquals(
                "Authorization: Bearer " + bare, desk.ofDev("token", "--header").out());
    }

    @Test
    void tokensOfServicesAreKeptApart() {
        String own = desk.ofDev("token").out();
        String wiki =
                desk.ofDev("token", "--audience", "https://wiki.example.com").out();
        assertNotEquals(own, wiki);
        assertEquals(1, desk.broker().count("audience=https://wiki.example.com"));
        assertEquals(
                wiki,
                desk.ofDev("token", "--audience", "https://wiki.example.com").out());
        assertEquals(own, desk.ofDev("token").out());
        assertNotEquals(
                wiki,
                desk.ofDev("token", "--audience", "https://shop.example.com").out());
        desk.ofDev("logout");
        assertEquals(
                1, desk.ofDev("token", "--audience", "https://wiki.example.com").status());
    }

    @Test
    void reasonsAreToldToTheBroker() {
        assertEquals(
                0, desk.ofDev("credentials", "--reason", "INC-4711: the bill").status());
        assertEquals(1, desk.broker().count("reason=INC-4711: the bill"));
        assertEquals(0, desk.ofDev("token", "--reason", "INC-4712").status());
        assertEquals(1, desk.broker().count("reason=INC-4712"));
        assertEquals(2, desk.ofDev("status", "--reason", "none").status());
    }

    @Test
    void aRoleThatIsRefusedIsToldWhole() {
        desk.broker()
                .say(
                        "token-type:login",
                        400,
                        "{\"error\":\"invalid_target\",\"error_description\":\"You may not take this role\\u001b[2J\","
                                + "\"correlation_id\":\"c-9\"}");
        CommandRun run = desk.ofDev("credentials");
        assertEquals(1, run.status());
        assertEquals(
                "daypass: the broker refused `dev`: invalid_target: You may not take this role [2J (correlation id"
                        + " c-9)\n",
                run.err());
        assertEquals(0, desk.broker().count("grant_type=refresh_token"));
    }

    @Test
    void envIsForTheShellThatIsNamed() {
        CommandRun bash = desk.ofDev("env", "--shell", "bash");
        assertEquals(0, bash.status(), bash.err());
        assertTrue(bash.out().contains("export AWS_SECRET_ACCESS_KEY='se/cr+et'"), bash.out());
        assertTrue(bash.out().contains("export AWS_CREDENTIAL_EXPIRATION='2"), bash.out());
        assertTrue(bash.out().contains("export DAYPASS_ROLE='arn:daypass:iam::111122223333:role/ReadOnly'"));
        assertTrue(bash.out().contains("unset AWS_PROFILE"), bash.out());
        assertTrue(bash.err().contains("are not renewed"), bash.err());
        assertTrue(desk.ofDev("env", "--shell", "powershell").out().contains("$Env:AWS_SESSION_TOKEN = 'to/k+en=='"));
        assertTrue(desk.ofDev("env", "--shell", "dotenv").out().contains("AWS_SESSION_TOKEN=to/k+en=="));
        assertFalse(desk.ofDev("env", "--shell", "dotenv").out().contains("AWS_PROFILE"));
        CommandRun unset = desk.ofDev("env", "--unset", "--shell", "fish");
        assertTrue(unset.out().contains("set -e AWS_ACCESS_KEY_ID;"), unset.out());
        assertTrue(unset.out().contains("set -e DAYPASS_TOKEN;"), unset.out());
        CommandRun csh = desk.ofDev("env", "--shell", "csh");
        assertEquals(2, csh.status());
        assertTrue(csh.err().contains("bash, zsh, sh, fish, powershell, cmd, dotenv"), csh.err());
    }

    @Test
    void statusLooksAtFilesAlone() {
        desk.ofDev("credentials");
        int before = desk.broker().asked().size();
        assertTrue(desk.ofDev("status", "--short").out().matches("ReadOnly@prod 59m\\R|ReadOnly@prod 1h\\R"));
        CommandRun json = desk.ofDev("status", "--json");
        assertTrue(json.out().contains("\"signedIn\" : true"), json.out());
        assertTrue(json.out().contains("\"secondsLeft\" : 3"), json.out());
        assertTrue(desk.ofDev("status").out().contains("login    signed in"));
        assertEquals(before, desk.broker().asked().size());
    }

    @Test
    void theAwsProfileNamesEveryDoor() {
        CommandRun run = desk.ofDev("profile", "--region", "eu-west-1");
        String url = desk.broker().url().toString();
        String session = "daypass-127-0-0-1-" + desk.broker().url().getPort();
        assertEquals("""
                [profile dev]
                sso_session = %1$s
                sso_account_id = 111122223333
                sso_role_name = ReadOnly
                services = %1$s
                region = eu-west-1

                [sso-session %1$s]
                sso_start_url = %2$s/start
                sso_region = eu-west-1
                sso_registration_scopes = sso:account:access

                [services %1$s]
                sso =
                  endpoint_url = %2$s/aws/sso
                sso_oidc =
                  endpoint_url = %2$s/aws/oidc
                sts =
                  endpoint_url = %2$s/aws/sts
                """.formatted(session, url), run.out());
        assertTrue(desk.ofDev("profile", "--process")
                .out()
                .contains("credential_process = daypass credentials --profile dev --config-home \"" + home + "\"\n"));
        assertEquals(2, desk.ofDev("profile", "--name", "a]\nb").status());
    }

    @Test
    void aProfileForAwsToolsNamesNoPlaceThatShellsReadOtherwise() throws Exception {
        Path odd = Files.createDirectory(home.resolve("a$(b)"));
        Files.copy(home.resolve("profiles.yaml"), odd.resolve("profiles.yaml"));
        CommandRun run = CommandRun.of("profile", "--process", "--profile", "dev", "--config-home", odd.toString());
        assertEquals(2, run.status());
        assertTrue(run.err().contains("cannot be written into a profile safely"), run.err());
    }

    @Test
    void rolesAreListed() {
        desk.broker().offer("prod/ReadOnly", "prod/Operator");
        assertTrue(desk.run("roles").out().contains("prod/Operator"));
        assertTrue(desk.run("roles", "--json")
                .out()
                .contains("\"arn\" : \"arn:daypass:iam::111122223333:role/Operator\""));
        assertTrue(desk.run("roles", "--broker", desk.broker().url().toString())
                .out()
                .contains("2 roles"));
    }
}
