package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a login is renewed, and how it ends. */
final class LoginLifeTest {
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
    void aLoginNearItsEndIsRenewedOnce() throws Exception {
        desk.broker().live(30);
        desk.login();
        desk.broker().live(3600);
        assertEquals(0, desk.ofDev("credentials").status());
        assertEquals(0, desk.ofDev("token").status());
        assertEquals(0, desk.ofDev("roles").status() + desk.run("roles").status());
        assertEquals(1, desk.broker().count("grant_type=refresh_token"));
    }

    @Test
    void aLoginThatIsNotRenewedSaysWhatToDo() {
        desk.broker().live(30);
        desk.login();
        desk.broker()
                .say(
                        "grant_type=refresh_token",
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"The refresh token is not valid\","
                                + "\"correlation_id\":\"c-7\"}");
        CommandRun run = desk.ofDev("credentials");
        assertEquals(1, run.status());
        assertEquals(
                "daypass: your login at `" + desk.broker().url()
                        + "` has ended: invalid_grant: The refresh token is not valid"
                        + " (correlation id c-7); run `daypass login --broker "
                        + desk.broker().url() + "`\n",
                run.err());
        assertEquals(1, desk.ofDev("status").status());
    }

    @Test
    void aBrokerThatIsBusyEndsNoLogin() {
        desk.broker().live(30);
        desk.login();
        desk.broker().say("grant_type=refresh_token", 503, "{\"error\":\"temporarily_unavailable\"}");
        assertEquals(1, desk.ofDev("credentials").status());
        assertEquals(0, desk.ofDev("credentials").status());
    }

    @Test
    void aProxysErrorEndsNoLogin() {
        desk.broker().live(30);
        desk.login();
        desk.broker().say("grant_type=refresh_token", 502, "{\"message\":\"no upstream\"}");
        CommandRun run = desk.ofDev("credentials");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("status 502: no upstream"), run.err());
        assertEquals(0, desk.ofDev("credentials").status());
    }

    @Test
    void anAccessTokenThatIsRefusedIsRenewedBeforeAnybodyGivesUp() {
        desk.broker().say("token-type:login", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"over\"}");
        assertEquals(0, desk.ofDev("credentials").status());
        assertEquals(1, desk.broker().count("grant_type=refresh_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_request", "invalid_target"})
    void aMistakeCostsNoRefreshTokenAndIsAskedOnce(String error) {
        desk.broker().say("token-type:login", 400, "{\"error\":\"" + error + "\",\"error_description\":\"Too long\"}");
        CommandRun run = desk.ofDev("credentials");
        assertEquals(1, run.status());
        assertTrue(run.err().contains(error + ": Too long"), run.err());
        assertEquals(0, desk.broker().count("grant_type=refresh_token"));
        assertEquals(1, desk.broker().count("token-type:login"));
    }

    @Test
    void aNewLoginEndsTheOneBeforeAndForgetsWhatItTook() {
        CommandRun before = desk.ofDev("credentials");
        desk.login();
        assertEquals(1, desk.broker().count("POST /oauth/revoke client_id=daypass-cli&token=refresh-"));
        assertNotEquals(before.out(), desk.ofDev("credentials").out());
        desk.broker().say("/oauth/revoke", 503, "{\"error\":\"temporarily_unavailable\"}");
        CommandRun again = desk.login();
        assertEquals(0, again.status(), again.err());
        assertTrue(again.err().contains("could not be ended"), again.err());
    }

    @Test
    void logoutEndsItThereAndHere() throws Exception {
        desk.ofDev("credentials");
        desk.ofDev("token");
        CommandRun run = desk.ofDev("logout");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("You are signed out"), run.err());
        assertEquals(1, desk.broker().count("POST /oauth/revoke client_id=daypass-cli&token=refresh-"));
        CommandRun after = desk.ofDev("credentials");
        assertEquals(1, after.status());
        assertTrue(after.err().contains("nobody is signed in at"), after.err());
        assertTrue(desk.ofDev("status", "--short").out().contains("signed out"));
        assertTrue(desk.ofDev("logout").err().contains("Nobody was signed in"));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(file).matches("(?s).*(refresh-|access-[0-9]|se/cr|jwt-).*"), file.toString());
            }
        }
    }

    @Test
    void logoutNeedsNoAccessTokenThatIsGood() {
        desk.broker().live(1);
        desk.login();
        CommandRun run = desk.ofDev("logout");
        assertEquals(0, run.status(), run.err());
        assertEquals(0, desk.broker().count("grant_type=refresh_token"));
    }

    @Test
    void logoutForgetsEvenIfTheBrokerCannotBeTold() {
        desk.broker().close();
        CommandRun run = desk.ofDev("logout");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("signed out here, but"), run.err());
        assertEquals(1, desk.ofDev("status").status());
    }
}
