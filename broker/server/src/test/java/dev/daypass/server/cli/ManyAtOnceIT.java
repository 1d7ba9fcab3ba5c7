package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.server.client.CountingSts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten tools that find nothing kept ask the broker once. */
final class ManyAtOnceIT {
    private static final int TOOLS = 10;

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
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < TOOLS; i++) {
                processes.add(OneJar.start("credentials", "--profile", "ci", "--config-home", home.toString()));
            }

            var outputs = new HashSet<String>();
            for (Process process : processes) {
                outputs.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertEquals(0, process.waitFor(), outputs::toString);
            }
            assertEquals(1, sts.asked().size());
            assertEquals(1, outputs.size());
        }
    }
}
