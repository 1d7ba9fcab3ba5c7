package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.jwt.IssuerFault;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When key sets are read again. They come from a file here, so that reading them takes no time. */
final class ScheduleTest {
    private final TokenStage stage = TokenStage.unprepared();
    private final HandScheduler scheduler = new HandScheduler();
    private final JwtAdapter adapter = new JwtAdapter(HttpClient.newHttpClient(), scheduler, stage.clock);
    private final Path file;

    ScheduleTest(@TempDir Path directory) throws Exception {
        file = Files.writeString(directory.resolve("keys.json"), stage.issuer.publishedKeySet());
        stage.use(Settings.keysAt(stage.settings(), file.toUri()));
    }

    @AfterEach
    void close() {
        scheduler.shutdownNow();
        stage.close();
    }

    @Test
    void setIsReadAgainBeforeItIsTooOld() throws Exception {
        adapter.prepare(List.of(stage.provider())).join();
        assertEquals(Duration.ofMinutes(10).multipliedBy(3).dividedBy(4), scheduler.nextDelay());
        stage.issuer.withdraw(stage.ec);
        Files.writeString(file, stage.issuer.publishedKeySet());
        scheduler.runNext();
        assertEquals(1, adapter.health().get(0).keys());
    }

    @Test
    void replacedFileCountsFromTheNextPreparation() throws Exception {
        adapter.prepare(List.of(stage.provider())).join();
        stage.issuer.withdraw(stage.ec);
        Files.writeString(file, stage.issuer.publishedKeySet());
        adapter.prepare(List.of(stage.provider())).join();
        assertEquals(1, adapter.health().get(0).keys());
    }

    @Test
    void readingThatFailedIsTriedAgainSoon() throws Exception {
        Files.delete(file);
        adapter.prepare(List.of(stage.provider())).join();
        assertEquals(Duration.ofSeconds(30), scheduler.nextDelay());
        Files.writeString(file, stage.issuer.publishedKeySet());
        scheduler.runNext();
        assertEquals(2, adapter.health().get(0).keys());
        assertTrue(scheduler.nextDelay().compareTo(Duration.ofMinutes(1)) > 0);
    }

    @Test
    void providerThatIsGoneIsReadNoMore() {
        adapter.prepare(List.of(stage.provider())).join();
        adapter.prepare(List.of()).join();
        scheduler.runNext();
        assertTrue(scheduler.isIdle());
        assertEquals(List.of(), adapter.health());
    }

    @Test
    void providerThatComesBackIsReadAgain() {
        adapter.prepare(List.of(stage.provider())).join();
        adapter.prepare(List.of()).join();
        adapter.prepare(List.of(stage.provider())).join();
        scheduler.runNext(); // the old schedule's last, which stops
        scheduler.runNext();
        assertEquals(2, adapter.health().get(0).keys());
    }

    @Test
    void faultyIssuerDoesNotDisturbTheOthers() {
        stage.issuer.fail(IssuerFault.DOWN);
        var down = new TestProvider("down", Settings.keysAt(stage.settings(), stage.issuer.jwks())).provider();
        var nowhere =
                new TestProvider("nowhere", Settings.keysAt(stage.settings(), URI.create("file:///none"))).provider();
        adapter.prepare(List.of(down, stage.provider(), nowhere)).join();
        assertEquals(
                List.of(2, 0, 0),
                adapter.health().stream().map(health -> health.keys()).toList());
    }
}
