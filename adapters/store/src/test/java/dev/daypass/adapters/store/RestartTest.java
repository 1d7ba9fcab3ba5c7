package dev.daypass.adapters.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.principal.UniqueIds.Kind;
import dev.daypass.core.principal.UniqueIds.Named;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Revocation.Scope;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.ReplayStore.Spending;
import dev.daypass.testkit.store.TestSessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What must be there again when a broker comes back, on both databases. */
class RestartTest {
    private static final Instant LATER = Instant.parse("2026-03-01T09:00:00Z");
    private static final Named ROLE = new Named(Kind.ROLE, "arn:daypass:iam::111122223333:role/ReadOnly");

    @TempDir
    private Path folder = Path.of("");

    private String postgres = "";

    @RegisterExtension
    private final BeforeEachCallback server =
            context -> postgres = PostgreSql.of(context).newDatabase();

    @Test
    void h2FileKeepsEverything() {
        everythingComesBack(Stores.h2File(folder), "sa");
    }

    @Test
    void postgreSqlKeepsEverything() {
        everythingComesBack(postgres, "postgres");
    }

    @Test
    void otherKeyEncryptionKeyIsRefusedOnH2() {
        otherKeyIsRefused(Stores.h2File(folder), "sa");
    }

    @Test
    void otherKeyEncryptionKeyIsRefusedOnPostgreSql() {
        otherKeyIsRefused(postgres, "postgres");
    }

    @Test
    void databaseFileHoldsNoKeyAndNoReplayKeyAndIsPrivate() throws IOException {
        byte[] bytes = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        try (Store store = Stores.open(Stores.h2File(folder))) {
            store.keys().add(new MasterKey(1, LATER, bytes));
            store.replays().spend("https://idp.example.com\n_assertion-id", LATER);
        }
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store"))));
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("0123456789abcdef"));
                assertFalse(content.contains("_assertion-id"));
            }
        }
    }

    @Test
    void databaseThatIsNotThereIsAClearFault() {
        var failure = assertThrows(
                UnavailableException.class,
                () -> Stores.open("jdbc:postgresql://localhost:1/none?password=hidden", "nobody", 1));
        assertTrue(String.valueOf(failure.getMessage()).contains("jdbc:postgresql://localhost:1/none"));
        assertFalse(String.valueOf(failure.getMessage()).contains("hidden"));
    }

    @Test
    void unknownUrlIsAClearFault() {
        var failure = assertThrows(UnavailableException.class, () -> Stores.open("jdbc:oracle:thin:@db", "sa", 1));
        assertTrue(String.valueOf(failure.getMessage()).contains("jdbc:postgresql://HOST/DATABASE"));
    }

    private static void everythingComesBack(String url, String user) {
        Session alice = TestSessions.alice();
        Session bob = TestSessions.bob();
        Map<Named, String> ids;
        try (Store store = Stores.open(url, user, 1)) {
            assertEquals(Spending.FIRST, store.replays().spend("idp\n_a", LATER));
            store.sessions().save(alice.record());
            store.revocations().revoke(new Revocation(Scope.SESSION, bob.id(), LATER, LATER));
            store.keys().add(new MasterKey(1, LATER, Stores.key(9)));
            ids = store.uniqueIds("node-1", () -> LATER).reconcile(Set.of(ROLE));
        }
        try (Store store = Stores.open(url, user, 1)) {
            assertEquals(Spending.SEEN, store.replays().spend("idp\n_a", LATER));
            assertEquals(Optional.of(alice.record()), store.sessions().find(alice.id()));
            assertTrue(store.revocations().isRevoked(bob.record()));
            assertFalse(store.revocations().isRevoked(alice.record()));
            assertArrayEquals(Stores.key(9), store.keys().load().get(0).reveal());
            assertEquals(ids, store.uniqueIds("node-1", () -> LATER).reconcile(Set.of(ROLE)));
        }
    }

    private static void otherKeyIsRefused(String url, String user) {
        Stores.open(url, user, 1).close();
        var failure = assertThrows(UnavailableException.class, () -> Stores.open(url, user, 2));
        assertTrue(String.valueOf(failure.getMessage()).contains("key-encryption key does not open"));
        Stores.open(url, user, 1).close();
    }
}
