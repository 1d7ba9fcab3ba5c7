package dev.daypass.server.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is kept for its owner alone, and handed out only while it is good. */
final class CredentialCacheTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatIsKeptIsFreshUntilAwsToolsWouldRefreshIt() throws Exception {
        at(NOW).keep("p", credentials(Duration.ofHours(1)));

        assertTrue(fresh(Duration.ofMinutes(44)));
        assertFalse(fresh(Duration.ofMinutes(46)));
        assertTrue(kept(Duration.ofMinutes(59)).orElseThrow().alive());
        assertFalse(kept(Duration.ofMinutes(61)).orElseThrow().alive());
    }

    @Test
    void aShortSessionIsFreshForThreeQuartersOfItsLife() throws Exception {
        at(NOW).keep("p", credentials(Duration.ofMinutes(16)));

        assertTrue(fresh(Duration.ofMinutes(11)));
        assertFalse(fresh(Duration.ofMinutes(13)));
    }

    @Test
    void onlyTheOwnerMayRead() throws Exception {
        var cache = new CredentialCache(directory.resolve("new"), Clock.fixed(NOW, ZoneOffset.UTC));
        cache.keep("p", credentials(Duration.ofHours(1)));
        Path file = directory.resolve("new/p.json");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))));
        assertTrue(cache.find("p", NOW).isPresent());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(cache.find("p", NOW).isEmpty(), "what others could read is not used");
    }

    @Test
    void anEditedProfileForgetsWhatWasKept() throws Exception {
        at(NOW).keep("p", credentials(Duration.ofHours(1)));

        assertTrue(at(NOW).find("p", NOW.minusSeconds(1)).isPresent());
        assertTrue(at(NOW).find("p", NOW.plusSeconds(1)).isEmpty());
    }

    @Test
    void whatIsNoCredentialsIsNotReturned() throws Exception {
        at(NOW).keep("p", new ProcessCredentials("{}"));

        assertTrue(at(NOW).find("p", NOW).isEmpty());
    }

    private boolean fresh(Duration later) throws Exception {
        return kept(later).orElseThrow().fresh();
    }

    private Optional<CredentialCache.Kept> kept(Duration later) throws Exception {
        return at(NOW.plus(later)).find("p", NOW);
    }

    private CredentialCache at(Instant now) {
        return new CredentialCache(directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ProcessCredentials credentials(Duration life) {
        return ProcessCredentials.of(new ClientCredentials(
                "ASIAEXAMPLE", Secret.of("secret"), Optional.of(Secret.of("token")), Optional.of(NOW.plus(life))));
    }
}
