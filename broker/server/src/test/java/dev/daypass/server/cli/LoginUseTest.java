package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.client.login.FakeBroker;
import dev.daypass.server.client.login.FakeVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other verbs make of a login. */
final class LoginUseTest {
    @TempDir
    private Path home;

    private FakeBroker broker;

    @BeforeEach
    void signIn() throws Exception {
        broker = FakeBroker.open();
        CommandRun run = CommandRun.at(
                new CommandRun.BrowserOf(FakeVisitor::agree),
                Map.of(),
                Map.of(),
                args("login", "--broker", broker.url().toString(), "--profile", "dev"));
        assertEquals(0, run.status(), run.err());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private CommandRun run(String verb, String... more) {
        return CommandRun.of(args(verb, more));
    }

    private CommandRun ofDev(String verb, String... more) {
        return run(
                verb,
                Stream.concat(Stream.of("--profile", "dev"), Stream.of(more)).toArray(String[]::new));
    }

    private String[] args(String verb, String... more) {
        return Stream.concat(Stream.of(verb, "--config-home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void credentialsAreTheLoginsRoleAndAreKept() {
        CommandRun first = ofDev("credentials");
        assertEquals(0, first.status(), first.err());
        assertTrue(first.out().contains("\"Version\": 1"), first.out());
        assertEquals(first.out(), ofDev("credentials").out());
        assertEquals(
                1,
                broker.count(
                        "subject_token_type=urn:daypass:token-type:login&resource=arn:daypass:iam::111122223333:"
                                + "role/ReadOnly&requested_token_type=urn:daypass:token-type:access-key&subject_token=access-"));
    }

    @Test
    void tokensAreKeptForEachAudience() {
        String bare = ofDev("token").out();
        assertTrue(bare.matches("jwt-[0-9]+\\R"), bare);
        assertEquals(bare, ofDev("token").out());
        assertNotEquals(
                bare, ofDev("token", "--audience", "https://wiki.example.com").out());
        assertEquals(1, broker.count("audience=https://wiki.example.com"));
        assertEquals("Authorization: Bearer " + bare, ofDev("token", "--header").out());
    }

    @Test
    void aLoginNearItsEndIsRenewedOnce() throws Exception {
        broker.live(30);
        login();
        broker.live(3600);
        assertEquals(0, ofDev("credentials").status());
        assertEquals(0, ofDev("token").status());
        assertEquals(0, ofDev("roles").status() + run("roles").status());
        assertEquals(1, broker.count("grant_type=refresh_token"));
    }

    private void login() {
        CommandRun.at(
                new CommandRun.BrowserOf(FakeVisitor::agree), Map.of(), Map.of(), args("login", "--profile", "dev"));
    }

    @Test
    void aLoginThatIsNotRenewedSaysWhatToDo() {
        broker.live(30);
        login();
        broker.say(
                "grant_type=refresh_token",
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"The refresh token is not valid\","
                        + "\"correlation_id\":\"c-7\"}");
        CommandRun run = ofDev("credentials");
        assertEquals(1, run.status());
        assertEquals(
                "daypass: your login at `" + broker.url() + "` has ended: invalid_grant: The refresh token is not valid"
                        + " (correlation id c-7); run `daypass login --broker " + broker.url() + "`\n",
                run.err());
        assertEquals(1, ofDev("status").status());
    }

    @Test
    void aBrokerThatIsBusyEndsNoLogin() {
        broker.live(30);
        login();
        broker.say("grant_type=refresh_token", 503, "{\"error\":\"temporarily_unavailable\"}");
        assertEquals(1, ofDev("credentials").status());
        assertEquals(0, ofDev("credentials").status());
    }

    @Test
    void anAccessTokenThatIsRefusedIsRenewedBeforeAnybodyGivesUp() {
        broker.say("token-type:login", 400, "{\"error\":\"invalid_request\",\"error_description\":\"over\"}");
        assertEquals(0, ofDev("credentials").status());
        assertEquals(1, broker.count("grant_type=refresh_token"));
    }

    @Test
    void aRoleThatIsRefusedIsToldWhole() {
        broker.say(
                "token-type:login",
                400,
                "{\"error\":\"invalid_target\",\"error_description\":\"You may not take this role\\u001b[2J\","
                        + "\"correlation_id\":\"c-9\"}");
        CommandRun run = ofDev("credentials");
        assertEquals(1, run.status());
        assertEquals(
                "daypass: the broker refused `dev`: invalid_target: You may not take this role [2J (correlation id"
                        + " c-9)\n",
                run.err());
        assertEquals(0, broker.count("grant_type=refresh_token"));
    }

    @Test
    void envIsForTheShellThatIsNamed() {
        CommandRun bash = ofDev("env", "--shell", "bash");
        assertEquals(0, bash.status(), bash.err());
        assertTrue(bash.out().contains("export AWS_SECRET_ACCESS_KEY='se/cr+et'"), bash.out());
        assertTrue(bash.out().contains("export AWS_CREDENTIAL_EXPIRATION='2"), bash.out());
        assertTrue(bash.out().contains("export DAYPASS_ROLE='arn:daypass:iam::111122223333:role/ReadOnly'"));
        assertTrue(bash.out().contains("unset AWS_PROFILE"), bash.out());
        assertTrue(bash.err().contains("are not renewed"), bash.err());
        assertTrue(ofDev("env", "--shell", "powershell").out().contains("$Env:AWS_SESSION_TOKEN = 'to/k+en=='"));
        assertTrue(ofDev("env", "--shell", "dotenv").out().contains("AWS_SESSION_TOKEN=to/k+en=="));
        assertFalse(ofDev("env", "--shell", "dotenv").out().contains("AWS_PROFILE"));
        CommandRun unset = ofDev("env", "--unset", "--shell", "fish");
        assertTrue(unset.out().contains("set -e AWS_ACCESS_KEY_ID;"), unset.out());
        assertTrue(unset.out().contains("set -e DAYPASS_TOKEN;"), unset.out());
        CommandRun csh = ofDev("env", "--shell", "csh");
        assertEquals(2, csh.status());
        assertTrue(csh.err().contains("bash, zsh, sh, fish, powershell, cmd, dotenv"), csh.err());
    }

    @Test
    void statusLooksAtFilesAlone() {
        ofDev("credentials");
        int before = broker.asked().size();
        assertTrue(ofDev("status", "--short").out().matches("ReadOnly@prod 59m\\R|ReadOnly@prod 1h\\R"));
        CommandRun json = ofDev("status", "--json");
        assertTrue(json.out().contains("\"signedIn\" : true"), json.out());
        assertTrue(json.out().contains("\"secondsLeft\" : 3"), json.out());
        assertTrue(ofDev("status").out().contains("login    signed in"));
        assertEquals(before, broker.asked().size());
    }

    @Test
    void theAwsProfileNamesEveryDoor() {
        CommandRun run = ofDev("profile", "--region", "eu-west-1");
        String url = broker.url().toString();
        String session = "daypass-127-0-0-1-" + broker.url().getPort();
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
        assertTrue(ofDev("profile", "--process")
                .out()
                .contains("credential_process = daypass credentials --profile dev\n"));
        assertEquals(2, ofDev("profile", "--name", "a]\nb").status());
    }

    @Test
    void logoutEndsItThereAndHere() throws Exception {
        ofDev("credentials");
        ofDev("token");
        CommandRun run = ofDev("logout");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("You are signed out"), run.err());
        assertEquals(1, broker.count("POST /aws/sso/logout"));
        CommandRun after = ofDev("credentials");
        assertEquals(1, after.status());
        assertTrue(after.err().contains("nobody is signed in at"), after.err());
        assertTrue(ofDev("status", "--short").out().contains("signed out"));
        assertTrue(ofDev("logout").err().contains("Nobody was signed in"));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(file).matches("(?s).*(refresh-|access-[0-9]|se/cr|jwt-).*"), file.toString());
            }
        }
    }

    @Test
    void logoutForgetsEvenIfTheBrokerCannotBeTold() {
        broker.close();
        CommandRun run = ofDev("logout");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("signed out here, but"), run.err());
        assertEquals(1, ofDev("status").status());
    }

    @Test
    void rolesAreListed() {
        broker.offer("prod/ReadOnly", "prod/Operator");
        assertTrue(run("roles").out().contains("prod/Operator"));
        assertTrue(run("roles", "--json").out().contains("\"arn\" : \"arn:daypass:iam::111122223333:role/Operator\""));
        assertTrue(run("roles", "--broker", broker.url().toString()).out().contains("2 roles"));
    }
}
