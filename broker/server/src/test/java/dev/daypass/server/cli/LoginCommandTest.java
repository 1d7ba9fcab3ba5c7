package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.client.CountingSts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code login}, and what {@code credentials} makes of it. */
final class LoginCommandTest {
    private static final Map<String, String> ALICE =
            Map.of("User name: ", "alice", "Password of alice: ", "correct horse", "piped", "battery staple");

    @TempDir
    private Path home;

    private CountingSts sts;

    @BeforeEach
    void open() throws Exception {
        sts = CountingSts.open();
        profiles("corp", "directory: corp-ad");
    }

    @AfterEach
    void close() {
        sts.close();
    }

    private void profiles(String name, String proof) throws Exception {
        Files.writeString(home.resolve("profiles.yaml"), profile(name, proof));
    }

    private String profile(String name, String proof) {
        return name + ":\n  url: " + sts.address() + "\n  role: arn:daypass:iam::111122223333:role/ReadOnly\n  " + proof
                + "\n";
    }

    private CommandRun login(Map<String, String> answers, String... more) {
        return CommandRun.with(
                Map.of("KRB5CCNAME", home.resolve("no-tickets").toString()), answers, args("login", more));
    }

    private CommandRun credentials(String profile) {
        return CommandRun.of(args("credentials", "--profile", profile));
    }

    private String[] args(String verb, String... more) {
        return Stream.concat(Stream.of(verb, "--config-home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void aPasswordIsAskedForAndTheSessionIsKept() {
        CommandRun run = login(ALICE);

        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().startsWith("signed in as `corp`, until "), run.err());
        String asked = sts.asked().get(0);
        assertTrue(asked.startsWith("Action=AssumeRoleWithDirectory&"), asked);
        assertTrue(asked.contains("&ProviderArn=arn%3Adaypass%3Aiam%3A%3A111122223333%3Adirectory%2Fcorp-ad"), asked);
        assertTrue(asked.endsWith("&Username=alice&Password=correct+horse"), asked);
        assertTrue(credentials("corp").out().contains("ASIAEXAMPLE1"));
        assertEquals(1, sts.asked().size(), "what is kept is used");
    }

    @Test
    void nothingOfAPasswordIsKeptOrShown() throws Exception {
        CommandRun run = login(ALICE);
        assertFalse((run.out() + run.err()).contains("correct horse"));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("correct horse"), file.toString());
            }
        }
    }

    @Test
    void withoutALoginOneIsAskedFor() {
        CommandRun run = credentials("corp");
        assertEquals(1, run.status());
        assertEquals("daypass: nobody is signed in; run `daypass login --profile corp`\n", run.err());
        assertTrue(sts.asked().isEmpty());
    }

    @Test
    void aSessionIsHandedOutUntilItEnds() {
        sts.live(Duration.ofSeconds(2));
        login(ALICE);
        CommandRun run = credentials("corp");
        assertTrue(run.out().contains("ASIAEXAMPLE1"));
        while (run.status() == 0) {
            run = credentials("corp");
        }
        assertEquals("daypass: nobody is signed in; run `daypass login --profile corp`\n", run.err());
        assertEquals(1, sts.asked().size());
    }

    @Test
    void whoSignsInMayBeWrittenOrSaid() throws Exception {
        profiles("corp", "directory: corp-ad\n  username: alice");
        assertEquals(0, login(Map.of("Password of alice: ", "x")).status());
        assertEquals(
                0,
                login(Map.of("Password of bob: ", "y"), "--username", "bob", "--profile", "corp")
                        .status());
        assertTrue(sts.asked().get(1).endsWith("&Username=bob&Password=y"));
        assertEquals(0, login(ALICE, "--password-stdin").status());
        assertTrue(sts.asked().get(2).endsWith("&Username=alice&Password=battery+staple"));
    }

    @Test
    void nobodyAtTheTerminalIsSaid() {
        CommandRun nobody = login(Map.of());
        assertEquals(2, nobody.status());
        assertTrue(nobody.err().contains("--username"), nobody.err());
        CommandRun silent = login(Map.of("User name: ", "alice"));
        assertEquals(2, silent.status());
        assertTrue(silent.err().contains("--password-stdin"), silent.err());
        assertTrue(sts.asked().isEmpty(), "an empty password is never sent");
    }

    @Test
    void aRefusalIsOneClearLineAndKeepsNothing() {
        sts.refuse();
        CommandRun run = login(ALICE);
        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("daypass: the broker refused `corp`: InvalidIdentityToken: "), run.err());
        assertEquals(1, credentials("corp").status());
    }

    @Test
    void aWorkstationWithoutATicketIsToldWhatToDo() throws Exception {
        profiles("desk", "kerberos: corp-ad");
        CommandRun run = login(Map.of());
        assertEquals(1, run.status());
        assertEquals(
                "daypass: no Kerberos ticket is kept here, or it has expired; sign in to the domain, or run `kinit`\n",
                run.err());
        assertEquals(1, login(ALICE, "--kerberos").status());
        assertEquals(0, login(ALICE, "--directory").status(), "the same directory takes passwords too");
    }

    @Test
    void ifSeveralProfilesFitOneIsNamed() throws Exception {
        Files.writeString(
                home.resolve("profiles.yaml"),
                profile("corp", "directory: corp-ad")
                        + profile("desk", "kerberos: corp-ad")
                        + profile("ci", "webIdentityTokenFile: token"));
        CommandRun run = login(ALICE);
        assertEquals(2, run.status());
        assertEquals(
                "daypass: several profiles are meant for people who sign in: corp, desk; name one by --profile\n",
                run.err());
        assertEquals(0, login(ALICE, "--profile", "corp").status());
        assertEquals(2, login(ALICE, "--profile", "ci").status());
        assertEquals(
                2,
                login(ALICE, "--profile", "corp", "--directory", "--kerberos").status());
    }
}
