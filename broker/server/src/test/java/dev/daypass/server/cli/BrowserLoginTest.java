package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.client.PrivateFiles;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.FakeBroker;
import dev.daypass.server.client.login.FakeVisitor;
import dev.daypass.server.client.login.LoginRoles;
import java.net.URI;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code login} with a browser: on this machine and elsewhere, and whose role it is for. */
final class BrowserLoginTest {
    @TempDir
    private Path home;

    private FakeBroker broker;

    @BeforeEach
    void open() throws Exception {
        broker = FakeBroker.open();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private CommandRun login(Consumer<URI> somebody, Map<String, String> answers, String... more) {
        return CommandRun.at(new CommandRun.BrowserOf(somebody), Map.of(), answers, args("login", more));
    }

    private CommandRun login(String... more) {
        String[] all = Stream.concat(Stream.of("--broker", broker.url().toString()), Stream.of(more))
                .toArray(String[]::new);
        return login(FakeVisitor::agree, Map.of(), all);
    }

    private CommandRun run(String verb, String... more) {
        return CommandRun.of(args(verb, more));
    }

    private String[] args(String verb, String... more) {
        return Stream.concat(Stream.of(verb, "--config-home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void theBrowserOfThisMachineSignsInWithPkceAndStateAndTheLoginIsKeptForItsOwner() throws Exception {
        var sent = new AtomicReference<>(broker.url());
        CommandRun run = login(
                asked -> {
                    sent.set(asked);
                    FakeVisitor.agree(asked);
                },
                Map.of(),
                "--broker",
                broker.url().toString());

        assertEquals(0, run.status(), run.err());
        URI address = Objects.requireNonNull(sent.get());
        Map<String, String> query = FakeVisitor.sent(address);
        assertTrue(address.toString().startsWith(broker.url() + "/oauth/authorize?"));
        assertEquals("daypass-cli", query.get("client_id"));
        assertEquals("code", query.get("response_type"));
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals(43, query.getOrDefault("state", "").length());
        assertTrue(query.getOrDefault("redirect_uri", "").matches("http://127\\.0\\.0\\.1:[0-9]+/callback"));
        assertEquals(1, broker.count("code=the-code&redirect_uri=" + query.get("redirect_uri") + "&code_verifier="));

        Path kept = files("logins", ".json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        assertTrue(Files.readString(kept).contains("\"refreshToken\": \"refresh-"));
        assertEquals(
                "\"default\":\n  url: \"" + broker.url()
                        + "\"\n  role: \"arn:daypass:iam::111122223333:role/ReadOnly\"\n  login: browser\n"
                        + "  account: \"prod\"\n",
                Files.readString(home.resolve("profiles.yaml")));
        assertFalse((run.out() + run.err()).contains("refresh-"), "tokens are not shown");
        assertTrue(run.err().contains("ReadOnly@prod"), run.err());
    }

    private Path files(String folder, String end) throws Exception {
        try (Stream<Path> all = Files.list(home.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }

    @Test
    void aNoInTheBrowserFailsTheTerminalAtOnce() {
        CommandRun run =
                login(FakeVisitor::refuse, Map.of(), "--broker", broker.url().toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("was refused: access_denied: You said no"), run.err());
        assertFalse(Files.exists(home.resolve("profiles.yaml")));
    }

    @Test
    void withoutAScreenACodeIsTypedElsewhereAndTheTerminalWaits() {
        broker.say("device_code", 400, "{\"error\":\"authorization_pending\"}");
        broker.say("device_code", 400, "{\"error\":\"slow_down\"}");
        CommandRun run = run("login", "--broker", broker.url().toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("BCDF-GHJK"), run.err());
        assertTrue(run.err().contains(broker.url() + "/device"), run.err());
        assertEquals(3, broker.count("device_code=device-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "expired_token", "invalid_grant"})
    void aDeviceThatIsRefusedStops(String error) {
        broker.say(
                "device_code",
                400,
                "{\"error\":\"" + error + "\",\"error_description\":\"No\",\"correlation_id\":\"c-1\"}");
        CommandRun run = login("--device");
        assertEquals(1, run.status());
        assertEquals(1, broker.count("device_code=device-1"));
        assertTrue(
                error.equals("expired_token")
                        ? run.err().contains("was not used in time")
                        : run.err().contains(error + ": No (correlation id c-1)"),
                run.err());
    }

    @Test
    void aBrokerThatSendsPeopleElsewhereIsNotBelieved() {
        broker.say(
                "device_authorization",
                200,
                "{\"device_code\":\"d\",\"user_code\":\"BCDF-GHJK\",\"verification_uri\":\"https://evil.example.com/\","
                        + "\"expires_in\":600}");
        CommandRun run = login("--device");
        assertEquals(1, run.status());
        assertFalse(run.err().contains("evil.example.com"), run.err());
    }

    @Test
    void aBrokerOfAnotherNameIsNotBelieved() {
        broker.callItself("https://broker.corp.example.com");
        CommandRun run = login();
        assertEquals(1, run.status());
        assertTrue(run.err().contains("calls itself `https://broker.corp.example.com`"), run.err());
        assertEquals(0, broker.count("/oauth/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://broker.corp.example.com",
                "ftp://broker",
                "https://alice@broker.corp.example.com",
                "https://broker.corp.example.com/?x=y",
                "https:///"
            })
    void tokensGoNowhereThatOthersRead(String url) {
        CommandRun run = login(FakeVisitor::agree, Map.of(), "--broker", url);
        assertEquals(2, run.status());
        assertTrue(run.err().contains("is no place to sign in at"), run.err());
    }

    @Test
    void severalRolesAreAskedByNumberOrListed() throws Exception {
        broker.offer("prod/ReadOnly", "prod/Operator", "test/ReadOnly");
        CommandRun listed = login();
        assertEquals(2, listed.status());
        assertTrue(listed.err().contains("   2  prod/Operator"), listed.err());
        assertTrue(listed.err().contains("--role ALIAS/NAME"), listed.err());

        CommandRun chosen = login("--role", "prod/Operator", "--profile", "ops");
        assertEquals(0, chosen.status(), chosen.err());
        assertEquals(1, broker.count("grant_type=authorization_code"), "who is signed in need not do it again");

        CommandRun asked = login(
                FakeVisitor::agree,
                Map.of("Which one? [1-3] ", "3"),
                "--broker",
                broker.url().toString());
        assertEquals(0, asked.status(), asked.err());
        assertTrue(Files.readString(home.resolve("profiles.yaml")).contains("account: \"test\""));
    }

    @Test
    void aRoleThatIsNotToBeHadIsSaid() {
        broker.offer("prod/ReadOnly", "test/ReadOnly");
        CommandRun near = login("--role", "prod/ReadOnl");
        assertEquals(1, near.status());
        assertTrue(near.err().contains("did you mean `prod/ReadOnly`?"), near.err());
        CommandRun both = login("--role", "ReadOnly");
        assertEquals(2, both.status());
        assertTrue(both.err().contains("say which: prod/ReadOnly, test/ReadOnly"), both.err());
        broker.offer("");
        CommandRun none = login();
        assertEquals(1, none.status());
        assertTrue(none.err().contains("no role that you may take"), none.err());
    }

    @Test
    void whatIsWrittenInTheFileStays() throws Exception {
        Files.writeString(
                home.resolve("profiles.yaml"),
                "# mine\nci:\n  url: https://b\n  role: arn:daypass:iam::111122223333:role/R\n  webIdentityTokenFile: t # here");
        assertEquals(0, login("--profile", "dev").status());
        String text = Files.readString(home.resolve("profiles.yaml"));
        assertTrue(text.startsWith("# mine\nci:\n"), text);
        assertTrue(text.contains("# here\n\"dev\":\n"), text);
        assertEquals(0, login("--profile", "dev").status(), "again, without writing it again");
        assertEquals(text, Files.readString(home.resolve("profiles.yaml")));
        CommandRun other = login("--profile", "dev", "--role", "prod/Operator");
        assertEquals(2, other.status());
        assertTrue(other.err().contains("take another name"), other.err());
        assertEquals(2, login("--profile", "ci").status());
    }

    @Test
    void aLinkToTheProfilesStaysOne() throws Exception {
        Path dotfiles = Files.createDirectory(home.resolve("dotfiles"));
        Path real = Files.writeString(dotfiles.resolve("daypass.yaml"), "# mine\n");
        Files.createSymbolicLink(home.resolve("profiles.yaml"), real);
        assertEquals(0, login("--profile", "dev").status());
        assertTrue(Files.isSymbolicLink(home.resolve("profiles.yaml")));
        assertTrue(Files.readString(real).startsWith("# mine\n\"dev\":\n"), Files.readString(real));
    }

    @Test
    void ofTwoLoginsEachWritesInItsTurn() throws Exception {
        PrivateFiles.Turn turn = new PrivateFiles(home).turn("profiles.yaml");
        try {
            // Another process would wait; within one, the system says that the turn is taken.
            var entry = new ProfileEntry(home.resolve("profiles.yaml"), Instant.EPOCH);
            var at = new Broker(broker.url());
            var role =
                    new LoginRoles.Offered("prod/R", "arn:daypass:iam::111122223333:role/R", "", Duration.ofHours(1));
            assertThrows(OverlappingFileLockException.class, () -> entry.add("dev", at, role));
        } finally {
            turn.close();
        }
    }

    @Test
    void nothingIsAskedThatABrowserAsks() {
        CommandRun run = login("--password-stdin");
        assertEquals(2, run.status());
        assertEquals(2, login("--directory").status());
        assertEquals(2, login("--profile", "../x").status());
        CommandRun nowhere = run("login");
        assertEquals(2, nowhere.status());
        assertTrue(nowhere.err().contains("daypass login --broker URL"), nowhere.err());
    }
}
