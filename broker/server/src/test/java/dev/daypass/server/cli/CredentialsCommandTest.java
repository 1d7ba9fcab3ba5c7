package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.client.CountingSts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code credentials} and {@code exec}, as AWS tools and people meet them. */
final class CredentialsCommandTest {
    private static final String FORM = """
            \\{
              "Version": 1,
              "AccessKeyId": "ASIAEXAMPLE1",
              "SecretAccessKey": "se/cr\\+et",
              "SessionToken": "to/k\\+en==",
              "Expiration": "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"
            }
            """;

    @TempDir
    private Path home;

    private CountingSts sts;

    @BeforeEach
    void open() throws Exception {
        sts = CountingSts.open();
        Files.writeString(home.resolve("token"), "the.token.itself\n");
        profiles("ci", "webIdentityTokenFile: token");
    }

    @AfterEach
    void close() {
        sts.close();
    }

    @Test
    void printsExactlyWhatACredentialProcessPrints() {
        CommandRun run = credentials("ci");

        assertEquals(0, run.status());
        assertTrue(run.out().matches(FORM), run.out());
        assertEquals("", run.err());
        assertTrue(
                sts.asked().get(0).contains("WebIdentityToken=the.token.itself"),
                "the file's line end is no part of it");
    }

    @Test
    void whatIsFreshIsPrintedWithoutAskingAgain() {
        String first = credentials("ci").out();

        assertEquals(first, credentials("ci").out());
        assertEquals(1, sts.asked().size());
    }

    @Test
    void aSessionThatStillWorksIsHandedOutWhenTheProofDoesNot() {
        sts.live(Duration.ofSeconds(3));
        CommandRun first = credentials("ci");
        sts.refuse();
        // Three quarters of three seconds are soon over; the rest is long enough for this call.
        CommandRun second = credentials("ci");
        while (sts.asked().size() < 2 && second.status() == 0) {
            second = credentials("ci");
        }

        assertEquals(0, second.status(), second.err());
        assertEquals(first.out(), second.out());
    }

    @Test
    void aRefusalIsOneClearLine() {
        sts.refuse();
        CommandRun run = credentials("ci");

        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertEquals(
                "daypass: the broker refused `ci`: InvalidIdentityToken: the proof was used before (correlation id abc-123)\n",
                run.err());
    }

    @Test
    void aSamlResponseGoesWithItsProvider() throws Exception {
        Files.writeString(home.resolve("response"), "PHNhbWw+\n");
        profiles("saml", "samlResponseFile: response\n  provider: arn:daypass:iam::111122223333:saml-provider/corp");

        assertEquals(0, credentials("saml").status());
        String asked = sts.asked().get(0);
        assertTrue(asked.startsWith("Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=arn%3A"), asked);
        assertTrue(asked.contains("&SAMLAssertion=PHNhbWw%2B"), asked);
        assertTrue(asked.contains("saml-provider%2Fcorp"), asked);
    }

    @Test
    void aMissingProofIsSaid() throws Exception {
        Files.delete(home.resolve("token"));
        CommandRun run = credentials("ci");

        assertEquals(1, run.status());
        assertEquals(
                "daypass: `" + home.resolve("token") + "` is not there; the profile takes its proof from that file\n",
                run.err());
        assertTrue(sts.asked().isEmpty());
    }

    @Test
    void mistakesInProfilesAreToldWithTheirPlaces() throws Exception {
        Files.writeString(home.resolve("profiles.yaml"), """
                ci:
                  url: http://broker.example.com
                  role: ReadOnly
                  webIdentityTokenFil: token
                """);
        CommandRun run = credentials("ci");

        assertEquals(2, run.status());
        assertTrue(
                run.err().contains("profiles.yaml:2:8: `http://broker.example.com` is not protected by TLS"),
                run.err());
        assertTrue(run.err().contains("profiles.yaml:3:9: `ReadOnly` is not a role's ARN"), run.err());
        assertTrue(run.err().contains("did you mean `webIdentityTokenFile`?"), run.err());
    }

    @Test
    void anUnknownProfileNamesTheNearest() {
        CommandRun run = credentials("c1");

        assertEquals(2, run.status());
        assertTrue(run.err().endsWith("; did you mean `ci`?\n"), run.err());
    }

    @Test
    void aProfileCannotNameAnotherFile() {
        assertEquals(2, credentials("../ci").status());
    }

    @Test
    void execPutsCredentialsIntoTheEnvironment() {
        CommandRun run = CommandRun.of(
                "exec",
                "--profile",
                "ci",
                "--config-home",
                home.toString(),
                "--",
                "sh",
                "-c",
                "test \"$AWS_SESSION_TOKEN\" = 'to/k+en==' && test \"$AWS_ENDPOINT_URL_STS\" = '" + sts.address()
                        + "' && test -z \"$AWS_PROFILE\" && exit 7");

        assertEquals(7, run.status(), run.err());
        assertFalse(sts.asked().isEmpty());
    }

    @Test
    void whoIsToldToStopWithoutATerminalPassesItOn() throws Exception {
        Process command = new ProcessBuilder("sleep", "600").start();
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ExecCommand.leave(command, false));
            assertFalse(command.isAlive());
        } finally {
            command.destroyForcibly();
        }
    }

    @Test
    void atATerminalACommandEndsByItself() throws Exception {
        Process command = new ProcessBuilder("sh", "-c", "read line; exit 5").start();
        var leaving = new Thread(() -> ExecCommand.leave(command, true));
        leaving.start();
        command.getOutputStream().close();
        leaving.join();
        assertEquals(5, command.exitValue(), "not by a signal");
    }

    private CommandRun credentials(String profile) {
        return CommandRun.of("credentials", "--profile", profile, "--config-home", home.toString());
    }

    private void profiles(String name, String proof) throws Exception {
        Files.writeString(
                home.resolve("profiles.yaml"),
                name + ":\n  url: " + sts.address() + "\n  role: arn:daypass:iam::111122223333:role/ReadOnly\n  "
                        + proof + "\n");
    }
}
