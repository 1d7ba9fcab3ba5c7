package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A form is ours only with the token of the cookie it comes with; a mark only as we made it. */
final class CsrfTest {
    private static final Secret COOKIE = Secret.of("a-cookie");

    private final MasterKey first = new MasterKey(1, Instant.EPOCH, new byte[32]);
    private final MasterKey second = new MasterKey(2, Instant.EPOCH, bytes());
    private final Csrf csrf = new Csrf(() -> ring(first));

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        bytes[0] = 1;
        return bytes;
    }

    private static KeyRing ring(MasterKey... keys) {
        return new KeyRing(List.of(keys), new SecureRandom());
    }

    @Test
    void W01tokenIsOursForItsCookieOnly() {
        String token = csrf.token(COOKIE);
        assertTrue(csrf.isOurs(COOKIE, token));
        assertFalse(csrf.isOurs(Secret.of("another-cookie"), token));
        for (String forged : List.of(
                "", ".", "1.", token + "x", token.substring(2), "2" + token.substring(1), "99999999999." + token)) {
            assertFalse(csrf.isOurs(COOKIE, forged), forged);
        }
    }

    @Test
    void W01whatALinkSaysIsOursForItsTextAndCookieOnly() {
        String mark = csrf.mark(COOKIE, "alice");
        assertTrue(csrf.isMarked(COOKIE, "alice", mark));
        assertFalse(csrf.isMarked(COOKIE, "bob", mark));
        assertFalse(csrf.isMarked(Secret.of("another-cookie"), "alice", mark));
        assertFalse(csrf.isMarked(COOKIE, "", csrf.token(COOKIE)));
        assertFalse(csrf.isOurs(COOKIE, csrf.mark(COOKIE, "")));
        for (String forged : List.of("", "1.", mark + "x", mark.substring(2))) {
            assertFalse(csrf.isMarked(COOKIE, "alice", forged), forged);
        }
    }

    @Test
    void tokenSurvivesARotationAndNotARetirement() {
        String token = csrf.token(COOKIE);
        assertTrue(new Csrf(() -> ring(first, second)).isOurs(COOKIE, token));
        assertNotEquals(token, new Csrf(() -> ring(first, second)).token(COOKIE));
        assertFalse(new Csrf(() -> ring(second)).isOurs(COOKIE, token));
    }

    @Test
    void markTellsTheHandleThatWePutInAndNoOther() {
        var presence = new Presence(() -> ring(first));
        var session = new BrowserSession(
                "bs-1",
                Identities.alice(),
                World.NOW,
                World.NOW.plus(Duration.ofHours(1)),
                World.NOW,
                new BrowserSession.Device("192.0.2.1", ""));
        String mark = presence.mark(session);
        assertEquals(Optional.of("bs-1"), presence.handle(mark));
        for (String forged : List.of(
                "",
                "bs-1",
                "bs-1.",
                ".x",
                "bs-2" + mark.substring(4),
                mark + "A",
                "bs-1." + csrf.token(Secret.of("bs-1")))) {
            assertEquals(Optional.empty(), presence.handle(forged), forged);
        }
    }
}
