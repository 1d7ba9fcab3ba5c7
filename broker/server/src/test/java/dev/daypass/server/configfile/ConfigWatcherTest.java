package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatcherTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger reloads = new AtomicInteger();
    private boolean judged = true;

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("daypass.yaml"), "a: 1\n");
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    /** A watcher whose own looks never come: the test looks itself. */
    private ConfigWatcher watcher() {
        var watcher = new ConfigWatcher(directory, scheduler, () -> {
            reloads.incrementAndGet();
            return judged;
        });
        watcher.start(Duration.ofDays(1));
        return watcher;
    }

    @Test
    void nothingChangedNothingHappens() {
        try (ConfigWatcher watcher = watcher()) {
            watcher.look();
            watcher.look();
            assertEquals(0, reloads.get());
        }
    }

    @Test
    void changeIsTakenOnceItHasSettled() throws IOException {
        try (ConfigWatcher watcher = watcher()) {
            Files.writeString(directory.resolve("daypass.yaml"), "a: 1\nb: ");
            watcher.look();
            assertEquals(0, reloads.get(), "it may be half written");
            Files.writeString(directory.resolve("daypass.yaml"), "a: 1\nb: 2\n");
            watcher.look();
            assertEquals(0, reloads.get(), "it changed again");
            watcher.look();
            assertEquals(1, reloads.get());
            watcher.look();
            assertEquals(1, reloads.get(), "one change, one reload");
        }
    }

    @Test
    void whatTheBrokerItselfWritesIsNoChange() throws IOException {
        try (ConfigWatcher watcher = watcher()) {
            Files.createDirectories(directory.resolve("data/audit"));
            Files.writeString(directory.resolve("data/audit/audit-1"), "{}");
            Files.writeString(directory.resolve("daypass.mv.db"), "x");
            watcher.look();
            watcher.look();
            assertEquals(0, reloads.get());
        }
    }

    @Test
    void newAndDeletedFilesAreChanges() throws IOException {
        try (ConfigWatcher watcher = watcher()) {
            Path added = Files.writeString(directory.resolve("metadata.xml"), "<a/>");
            watcher.look();
            watcher.look();
            Files.delete(added);
            watcher.look();
            watcher.look();
            assertEquals(2, reloads.get());
        }
    }

    @Test
    void reloadThatCouldNotJudgeIsTriedAgain() throws IOException {
        try (ConfigWatcher watcher = watcher()) {
            Files.writeString(directory.resolve("daypass.yaml"), "a: 1\nb: 2\n");
            judged = false;
            watcher.look();
            watcher.look();
            watcher.look();
            assertEquals(2, reloads.get());
            judged = true;
            watcher.look();
            watcher.look();
            assertEquals(3, reloads.get());
        }
    }
}
