package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.server.client.CountingSts;
import dev.daypass.server.client.login.FakeBroker;
import dev.daypass.server.client.login.FakeVisitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten tools that find nothing kept ask the broker once. */
final class ManyAtOnceIT {
    private static final int TOOLS = 10;

    /** Seconds of a login that has to be renewed, and of one that has not. */
    private static final int ENDING = 30;

    private static final int LASTING = 3600;

    @TempDir
    private Path home;

    @Test
    void tenProcessesCauseOneRefresh() throws Exception {
        try (CountingSts sts = CountingSts.open()) {
            Files.writeString(home.resolve("token"), "token");
            Files.writeString(
                    home.resolve("profiles.yaml"),
                    "ci:\n  url: " + sts.address()
                            + "\n  role: arn:daypass:iam::111122223333:role/R\n  webIdentityTokenFile: token\n");
            assertEquals(1, outputs("ci").size());
            assertEquals(1, sts.asked().size());
        }
    }

    @Test
    void tenProcessesRenewALoginOnceAndTakeItsRoleOnce() throws Exception {
        try (FakeBroker broker = FakeBroker.open()) {
            broker.live(ENDING);
            CommandRun login = CommandRun.at(
                    new CommandRun.BrowserOf(FakeVisitor::agree),
                    Map.of(),
                    Map.of(),
                    "login",
                    "--config-home",
                    home.toString(),
                    "--broker",
                    broker.url().toString(),
                    "--profile",
                    "dev");
            assertEquals(0, login.status(), login.err());
            broker.live(LASTING);
            long before = broker.count("grant_type=refresh_token");

            Set<String> outputs = outputs("dev");
            assertEquals(1, outputs.size(), outputs::toString);
            assertEquals(before + 1, broker.count("grant_type=refresh_token"));
            assertEquals(1, broker.count("token-type:access-key"));
        }
    }

    /** What ten processes that run at once print, without repetitions. */
    private Set<String> outputs(String profile) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < TOOLS; i++) {
            processes.add(OneJar.start("credentials", "--profile", profile, "--config-home", home.toString()));
        }
        var outputs = new HashSet<String>();
        for (Process process : processes) {
            outputs.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, process.waitFor(), outputs::toString);
        }
        return outputs;
    }
}
