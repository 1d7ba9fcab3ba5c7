package dev.daypass.server.oauth.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationIndex;
import dev.daypass.server.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much work is the list for those who wait for it? */
final class RevocationListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final CountedFeed feed = new CountedFeed();
    private final RevocationList list = new RevocationList(feed, new JsonText());

    RevocationListTest() {
        feed.onChange(list::outdated);
    }

    /** Counts how often it is copied. */
    private static final class CountedFeed implements RevocationFeed {
        private final RevocationIndex index = new RevocationIndex();
        private final AtomicInteger copies = new AtomicInteger();
        private boolean lost = false;

        @Override
        public void mustFollow() {
            if (lost) {
                throw new UnavailableException("lost");
            }
        }

        @Override
        public List<Revocation> inForce() {
            mustFollow();
            copies.incrementAndGet();
            return index.inForce();
        }

        @Override
        public void onChange(Runnable listener) {
            index.onChange(listener);
        }
    }

    private void revoke(String session) {
        feed.index.add(new Revocation(Revocation.Scope.SESSION, session, NOW, NOW.plusSeconds(60)));
    }

    @Test
    void listIsCopiedOnceForAllWhoAsk() {
        revoke("ASIATEST000000000001");
        RevocationList.Page first = list.page();
        for (int i = 0; i < 100; i++) {
            assertSame(first, list.page());
        }
        assertEquals(1, feed.copies.get());
        revoke("ASIATEST000000000002");
        assertNotEquals(first.tag(), list.page().tag());
        assertEquals(2, feed.copies.get());
    }

    /** Strangers read the list, and could try names against the hash of whom a provider has signed out. */
    @Test
    void L08whomAProviderHasSignedOutIsNotPublished() {
        revoke("ASIATEST000000000001");
        RevocationList.Page before = list.page();
        feed.index.add(new Revocation(
                Revocation.Scope.SUBJECT, Revocation.upstreamKey("corp-saml", "alice", ""), NOW, NOW.plusSeconds(60)));
        assertEquals(before.tag(), list.page().tag());
        feed.index.add(new Revocation(
                Revocation.Scope.SUBJECT, Revocation.subjectKey("corp-saml", "alice"), NOW, NOW.plusSeconds(60)));
        assertNotEquals(before.tag(), list.page().tag());
    }

    /** X10: what comes of a session may be younger than its revocation is old, and is ended all the same. */
    @Test
    void X10revocationOfASessionKnowsNoTime() {
        revoke("ASIATEST000000000001");
        String page = new String(list.page().body().bytes(), StandardCharsets.UTF_8);
        assertTrue(page.contains("\"issuedBefore\":253402300799999"), page);
        feed.index.add(new Revocation(Revocation.Scope.ROLE, "AROATEST", NOW, NOW.plusSeconds(60)));
        String role = new String(list.page().body().bytes(), StandardCharsets.UTF_8);
        assertTrue(role.contains("\"issuedBefore\":" + (NOW.toEpochMilli() - 1)), role);
    }

    @Test
    void forgettingWhatIsNotThereIsNoNews() {
        revoke("ASIATEST000000000001");
        RevocationList.Page before = list.page();
        feed.index.forget(NOW);
        assertSame(before, list.page());
        feed.index.forget(NOW.plusSeconds(61));
        assertNotEquals(before.tag(), list.page().tag());
    }

    /** What was written before must not pass for what is true now. */
    @Test
    void feedThatCannotFollowTellsNothing() {
        list.page();
        feed.lost = true;
        assertThrows(UnavailableException.class, list::page);
        feed.lost = false;
        list.page();
        assertEquals(1, feed.copies.get());
    }
}
