package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link SessionStore} must do. Each test starts with an empty store. */
public interface SessionStoreContract {
    SessionStore sessionStore();

    /** The store as another node sees it. */
    SessionStore otherNode();

    @Test
    default void savedSessionIsFoundAsItWas() {
        sessionStore().save(TestSessions.alice().record());
        assertEquals(
                Optional.of(TestSessions.alice().record()),
                sessionStore().find(TestSessions.alice().record().id()));
        assertEquals(
                Optional.of(TestSessions.alice().record()),
                otherNode().find(TestSessions.alice().record().id()));
        assertEquals(Optional.empty(), sessionStore().find("ASIANOBODYNOBODYNOBO"));
        assertEquals(Optional.empty(), sessionStore().find("' OR 1=1 --"));
    }

    @Test
    default void savingTheSameSessionAgainChangesNothing() {
        sessionStore().save(TestSessions.alice().record());
        otherNode().save(TestSessions.alice().record());
        assertEquals(List.of(TestSessions.alice().record()), list(Optional.empty(), Optional.empty(), 10));
    }

    @Test
    default void listIsNewestFirstAndLimited() {
        for (int i = 0; i < 5; i++) {
            Instant from = TestSessions.START.plusSeconds(i);
            sessionStore()
                    .save(TestSessions.session("ASIA-" + i, "alice", "prod/ReadOnly", from)
                            .record());
        }
        List<String> ids = list(Optional.empty(), Optional.empty(), 3).stream()
                .map(SessionRecord::id)
                .toList();
        assertEquals(List.of("ASIA-4", "ASIA-3", "ASIA-2"), ids);
    }

    @Test
    default void listFiltersByRoleAndSubject() {
        SessionRecord admin = TestSessions.session("ASIA-admin", "alice", "prod/Admin", TestSessions.START)
                .record();
        sessionStore().save(TestSessions.alice().record());
        sessionStore().save(TestSessions.bob().record());
        sessionStore().save(admin);
        assertEquals(List.of(admin), list(Optional.of("prod/Admin"), Optional.empty(), 10));
        assertEquals(List.of(TestSessions.bob().record()), list(Optional.empty(), Optional.of("bob"), 10));
        assertEquals(
                List.of(TestSessions.alice().record()), list(Optional.of("prod/ReadOnly"), Optional.of("alice"), 10));
        assertEquals(List.of(), list(Optional.of("prod/Nothing"), Optional.empty(), 10));
    }

    @Test
    default void pagesGoOnWhereTheyStoppedAndSkipNobody() {
        for (int i = 0; i < 7; i++) {
            // Pairs begin at one instant.
            Instant from = TestSessions.START.plusSeconds(i / 2);
            sessionStore()
                    .save(TestSessions.session("ASIA-" + i, "alice", "prod/ReadOnly", from)
                            .record());
        }
        var seen = new ArrayList<String>();
        Optional<SessionPosition> place = Optional.empty();
        List<SessionRecord> page;
        do {
            page = otherNode()
                    .page(new SessionStore.Page(TestSessions.START, Optional.empty(), Optional.of("alice"), place, 2));
            page.forEach(session -> seen.add(session.id()));
            if (!page.isEmpty()) {
                SessionRecord last = page.get(page.size() - 1);
                place = Optional.of(new SessionPosition(last.issuedAt(), last.id()));
            }
        } while (!page.isEmpty());
        assertEquals(List.of("ASIA-6", "ASIA-4", "ASIA-5", "ASIA-2", "ASIA-3", "ASIA-0", "ASIA-1"), seen);
        var others = new SessionStore.Page(
                TestSessions.START, Optional.of("prod/Admin"), Optional.empty(), Optional.empty(), 10);
        assertEquals(List.of(), sessionStore().page(others));
    }

    @Test
    default void expiredSessionIsNotListed() {
        SessionRecord alice = TestSessions.alice().record();
        sessionStore().save(alice);
        Instant end = alice.expiresAt();
        assertEquals(1, sessionStore().list(query(end.minusMillis(1))).size());
        assertEquals(0, sessionStore().list(query(end)).size());
    }

    @Test
    default void forgetDropsWhatExpiredBefore() {
        SessionRecord alice = TestSessions.alice().record();
        SessionRecord later = TestSessions.session("ASIA-later", "alice", "prod/ReadOnly", alice.expiresAt())
                .record();
        sessionStore().save(alice);
        sessionStore().save(later);
        assertEquals(0, sessionStore().forgetExpired(alice.expiresAt()));
        assertEquals(1, sessionStore().forgetExpired(alice.expiresAt().plusMillis(1)));
        assertEquals(Optional.empty(), sessionStore().find(alice.id()));
        assertEquals(Optional.of(later), sessionStore().find(later.id()));
    }

    @Test
    default void liveSessionsOfOneProviderAreShown() {
        SessionRecord alice = TestSessions.ofDirectory("ASIA-alice", "alice", TestSessions.START);
        SessionRecord bob = TestSessions.ofDirectory("ASIA-bob", "bob", TestSessions.START.plusSeconds(1));
        sessionStore().save(TestSessions.alice().record());
        sessionStore().save(alice);
        otherNode().save(bob);
        assertEquals(List.of("ASIA-alice", "ASIA-bob"), live(TestSessions.START));
        assertEquals(List.of("ASIA-alice", "ASIA-bob"), live(alice.expiresAt().minusMillis(1)));
        assertEquals(List.of("ASIA-bob"), live(alice.expiresAt()));
        assertEquals(List.of(), live(bob.expiresAt()));
        var shown = new ArrayList<SessionRecord>();
        sessionStore().eachLive(TestSessions.DIRECTORY, bob.expiresAt().minusMillis(1), shown::add);
        assertEquals(List.of(bob), shown);
    }

    @Test
    default void manyLiveSessionsThatEndAtOnceAreShownOnceEach() {
        int threads = 16;
        int each = 70;
        AtOnce.call(threads, thread -> {
            for (int i = 0; i < each; i++) {
                String id = "ASIA-" + (thread * each + i);
                sessionStore().save(TestSessions.ofDirectory(id, "alice", TestSessions.START));
            }
            return thread;
        });
        List<String> ids = live(TestSessions.START);
        assertEquals(threads * each, ids.size());
        assertEquals(threads * each, new HashSet<>(ids).size());
    }

    @Test
    default void concurrentSavesAreAllKept() {
        AtOnce.call(64, i -> {
            SessionRecord session =
                    TestSessions.reader("ASIA-at-once-" + i, "alice").record();
            (i % 2 == 0 ? sessionStore() : otherNode()).save(session);
            assertEquals(Optional.of(session), sessionStore().find(session.id()));
            return session;
        });
        var ids = new HashSet<String>();
        list(Optional.empty(), Optional.of("alice"), 1000).forEach(session -> ids.add(session.id()));
        assertTrue(IntStream.range(0, 64).allMatch(i -> ids.contains("ASIA-at-once-" + i)));
    }

    private List<String> live(Instant at) {
        var ids = new ArrayList<String>();
        sessionStore().eachLive(TestSessions.DIRECTORY, at, session -> ids.add(session.id()));
        return ids.stream().sorted().toList();
    }

    private List<SessionRecord> list(Optional<String> role, Optional<String> subject, int limit) {
        return sessionStore().list(new SessionStore.Query(TestSessions.START, role, subject, limit));
    }

    private static SessionStore.Query query(Instant liveAt) {
        return new SessionStore.Query(liveAt, Optional.empty(), Optional.empty(), 10);
    }
}
