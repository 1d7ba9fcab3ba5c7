package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationHash;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What everybody may read: keys, metadata, revocations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublishedTest {
    private final AttackedBroker broker;

    PublishedTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply get(String path, String... tags) {
        return Wire.get(
                broker.port(),
                path,
                List.of(tags).stream()
                        .map(tag -> new HeaderLines.Line("If-None-Match", tag))
                        .toList());
    }

    @Test
    void rotatedKeyIsPublishedBesideTheOldOne() {
        Wire.Reply before = get("/oauth/jwks");
        assertEquals(200, before.status());
        assertEquals("public, max-age=300", before.header("Cache-Control").orElse(""));
        assertFalse(before.body().contains("\"d\""));
        assertEquals(
                304, get("/oauth/jwks", before.header("ETag").orElseThrow()).status());
        assertEquals(200, broker.admin("/api/v1/keys/rotate", "{}").status());
        Wire.Reply after = get("/oauth/jwks");
        assertEquals(kids(before) + 1, kids(after));
        assertEquals(
                200, get("/oauth/jwks", before.header("ETag").orElseThrow()).status());
    }

    private static int kids(Wire.Reply reply) {
        return reply.body().split("\"kid\"", -1).length - 1;
    }

    @Test
    void metadataPromisesNothingThatIsNotThere() {
        for (String path : List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
            Wire.Reply reply = get(path);
            assertEquals(200, reply.status());
            assertTrue(reply.body().contains("\"issuer\":\"https://broker.example.com\""));
            assertTrue(reply.body().contains("\"jwks_uri\":\"https://broker.example.com/oauth/jwks\""));
            for (String there : List.of(
                    "\"authorization_endpoint\":\"https://broker.example.com/oauth/authorize\"",
                    "\"device_authorization_endpoint\":\"https://broker.example.com/oauth/device_authorization\"",
                    "\"response_types_supported\":[\"code\"]",
                    "\"code_challenge_methods_supported\":[\"S256\"]",
                    "\"authorization_response_iss_parameter_supported\":true",
                    "\"authorization_code\"",
                    "urn:ietf:params:oauth:grant-type:device_code")) {
                assertTrue(reply.body().contains(there), there);
            }
            for (String missing : List.of("userinfo_endpoint", "pushed_authorization", "end_session")) {
                assertFalse(reply.body().contains(missing), missing);
            }
        }
    }

    @Test
    void whoeverWaitsForRevocationsIsToldWithinASecond() throws Exception {
        Signed.Keys session = broker.session();
        Wire.Reply before = get("/oauth/revocations");
        String tag = before.header("ETag").orElseThrow();
        assertEquals(304, get("/oauth/revocations", tag).status());
        var pool = Executors.newFixedThreadPool(40);
        try {
            List<Future<Wire.Reply>> waiting = new ArrayList<>();
            Callable<Wire.Reply> wait = () -> get("/oauth/revocations?wait=20", tag);
            for (int i = 0; i < 40; i++) {
                waiting.add(pool.submit(wait));
            }
            // More wait than there are workers, and others are still served.
            assertEquals(200, get("/oauth/jwks").status());
            assertEquals(304, get("/oauth/revocations?wait=1", tag).status());
            assertTrue(waiting.stream().noneMatch(Future::isDone));
            long begun = System.nanoTime();
            assertEquals(
                    200,
                    broker.admin("/api/v1/sessions/" + session.id() + "/revoke", "{}")
                            .status());
            for (Future<Wire.Reply> reply : waiting) {
                assertEquals(200, reply.get().status());
                assertTrue(reply.get().body().contains(RevocationHash.of(Revocation.Scope.SESSION, session.id())));
                assertNotEquals(tag, reply.get().header("ETag").orElse(""));
            }
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 2_000);
            assertFalse(get("/oauth/revocations").body().contains(session.id()));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void oddWaitIsRefused() {
        assertEquals(200, get("/oauth/revocations?wait=0").status());
        for (String query : List.of("?wait=", "?wait=-1", "?wait=100", "?wait=1&wait=2", "?until=1")) {
            assertEquals(400, get("/oauth/revocations" + query).status(), query);
        }
    }
}
