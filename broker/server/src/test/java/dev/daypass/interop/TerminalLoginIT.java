package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code daypass login} with a real browser at a real broker, and what the AWS command line then does with it. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class TerminalLoginIT {
    private static final String ARN = "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com";

    private final Chromium chromium = Chromium.start();
    private final String broker;
    private final Path directory;

    TerminalLoginIT(Peers peers) throws IOException {
        broker = peers.broker().endpoint().toString();
        directory = peers.workplace("terminal");
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void aLoginWithTheBrowserOfThisMachineServesEveryVerbUntilItEnds() throws IOException {
        var desk = new WorkDesk(directory.resolve("loopback"));
        signIn(desk);

        Command.Result credentials = desk.daypass(Map.of(), "credentials", "--profile", "dev");
        assertEquals(0, credentials.exitCode(), credentials.output());
        assertTrue(credentials.output().contains("\"Version\": 1"), credentials.output());

        Command.Result exec = desk.daypass(
                Map.of(),
                "exec",
                "--profile",
                "dev",
                "--",
                "sh",
                "-c",
                "aws sts get-caller-identity && echo expires $AWS_CREDENTIAL_EXPIRATION token ${#DAYPASS_TOKEN}");
        assertEquals(0, exec.exitCode(), exec.output());
        assertTrue(exec.output().contains(ARN), exec.output());
        assertTrue(exec.output().matches("(?s).*expires 20[0-9T:Z-]+ token [0-9]{3,}\\s*"), exec.output());

        Command.Result env =
                inShell(desk, "eval \"$(%s env --profile dev --shell sh)\" && aws sts get-caller-identity");
        assertEquals(0, env.exitCode(), env.output());
        assertTrue(env.output().contains(ARN), env.output());

        Command.Result me = inShell(
                desk,
                "curl -sS -w ' %%{http_code}' -H \"$(%s token --profile dev --header)\" " + broker
                        + "/access/v1/evaluation -H 'Content-Type: application/json' -d"
                        + " '{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}'");
        assertTrue(me.output().contains("\"decision\":true") && me.output().endsWith(" 200"), me.output());

        assertTrue(desk.daypass(Map.of(), "status", "--profile", "dev", "--short")
                .output()
                .startsWith("ReadOnly@prod "));
        assertTrue(desk.daypass(Map.of(), "roles").output().contains("prod/ReadOnly"));

        Command.Result kept = desk.daypass(Map.of(), "env", "--profile", "dev", "--shell", "dotenv");
        Command.Result out = desk.daypass(Map.of(), "logout", "--profile", "dev");
        assertEquals(0, out.exitCode(), out.output());
        Command.Result refused =
                new Command(desk.home()).with(variables(kept.output())).run("aws", "sts", "get-caller-identity");
        assertNotEquals(0, refused.exitCode());
        assertTrue(refused.output().contains("InvalidClientTokenId"), refused.output());
        Command.Result over = desk.daypass(Map.of(), "credentials", "--profile", "dev");
        assertEquals(1, over.exitCode());
        assertTrue(over.output().contains("run `daypass login"), over.output());
    }

    private void signIn(WorkDesk desk) throws IOException {
        WorkDesk.Waiting login = desk.start("login", "--broker", broker, "--profile", "dev");
        try (var alice = new AtTheBrowser(chromium, broker)) {
            alice.agree(login.opened().toString());
            alice.page().waitForURL(url -> url.startsWith("http://127.0.0.1:") && url.contains("/callback?"));
            assertEquals("Back to your terminal", alice.page().textContent("h1"));
            alice.visit().assertAccessible();
        }
        Command.Result done = login.end();
        assertEquals(0, done.exitCode(), done.output());
        assertTrue(done.output().contains("ReadOnly@prod"), done.output());
    }

    private static Map<String, String> variables(String dotenv) {
        var found = new java.util.HashMap<String, String>();
        dotenv.lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .forEach(line -> found.put(line.split("=", 2)[0], line.split("=", 2)[1].replaceAll("^'|'$", "")));
        return found;
    }

    private static Command.Result inShell(WorkDesk desk, String script) {
        String daypass = String.join(" ", WorkDesk.daypass());
        return desk.shell(script.formatted(daypass));
    }

    @Test
    void aNoInTheBrowserEndsTheTerminalsWait() throws IOException {
        var desk = new WorkDesk(directory.resolve("refused"));
        WorkDesk.Waiting login = desk.start("login", "--broker", broker);
        try (var alice = new AtTheBrowser(chromium, broker)) {
            alice.refuse(login.opened().toString());
            alice.page().waitForURL(url -> url.contains("/callback?"));
            assertEquals("Not signed in", alice.page().textContent("h1"));
        }
        Command.Result over = login.end();
        assertEquals(1, over.exitCode(), over.output());
        assertTrue(over.output().contains("access_denied"), over.output());
    }

    @Test
    void aCodeIsTypedInABrowserElsewhere() throws IOException {
        var desk = new WorkDesk(directory.resolve("device"));
        WorkDesk.Waiting login = desk.start("login", "--broker", broker, "--device", "--profile", "far");
        String code = login.told("and type the code:");
        try (var alice = new AtTheBrowser(chromium, broker)) {
            alice.type(broker + "/device", code);
            alice.visit().assertAccessible();
        }
        Command.Result done = login.end();
        assertEquals(0, done.exitCode(), done.output());
        Command.Result exec =
                desk.daypass(Map.of(), "exec", "--profile", "far", "--", "aws", "sts", "get-caller-identity");
        assertTrue(exec.output().contains(ARN), exec.output());
        assertFalse(
                Stream.of(done.output(), exec.output()).anyMatch(text -> text.contains("dpl_")), "no token is shown");
        assertEquals(List.of(0), List.of(desk.daypass(Map.of(), "logout").exitCode()));
    }
}
