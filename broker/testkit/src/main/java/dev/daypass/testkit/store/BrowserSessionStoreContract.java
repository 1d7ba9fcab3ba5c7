package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessionHash;
import dev.daypass.core.login.BrowserSessionRecord;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.session.SessionPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link BrowserSessionStore} must do. */
public interface BrowserSessionStoreContract {
    Instant NOW = TestSessions.START;
    Instant LATER = NOW.plus(Duration.ofHours(12));
    ProviderId CORP = new ProviderId("corp-saml");

    BrowserSessionStore browserSessionStore();

    /** The store as another node sees it. */
    BrowserSessionStore otherNode();

    @Test
    default void sessionComesBackAsItWentByCookieAndByName() {
        BrowserSessionRecord alice = session("alice", "1", NOW, Optional.of("_idp-1"));
        browserSessionStore().begin(alice);
        assertEquals(Optional.of(alice), otherNode().find(alice.hash()));
        assertEquals(Optional.of(alice), otherNode().named(alice.handle()));
        assertEquals(Optional.empty(), otherNode().find(hash("2")));
        assertEquals(Optional.empty(), otherNode().named("bs-nobody"));
    }

    @Test
    default void longAndForeignTextsComeBack() {
        BrowserSessionRecord odd = new BrowserSessionRecord(
                hash("odd"),
                "bs-odd",
                CORP,
                "ä\u4e16/'\"\\".repeat(300),
                Optional.of("_".repeat(4000)),
                NOW,
                NOW,
                LATER,
                "x".repeat(200_000));
        browserSessionStore().begin(odd);
        assertEquals(Optional.of(odd), otherNode().find(odd.hash()));
    }

    @Test
    default void W03newCookieTakesThePlaceOfTheFormerOne() {
        BrowserSessionRecord first = session("alice", "1", NOW, Optional.empty());
        browserSessionStore().begin(first);
        var second = new BrowserSessionRecord(
                hash("renewed"), first.handle(), CORP, "alice", Optional.empty(), NOW, NOW, LATER, "sealed again");
        otherNode().begin(second);
        assertEquals(Optional.empty(), browserSessionStore().find(first.hash()));
        assertEquals(Optional.of(second), browserSessionStore().find(second.hash()));
        assertEquals(Optional.of(second), browserSessionStore().named(first.handle()));
    }

    @Test
    default void useIsNotedAndNeverGoesBack() {
        BrowserSessionRecord alice = session("alice", "1", NOW, Optional.empty());
        browserSessionStore().begin(alice);
        Instant used = NOW.plus(Duration.ofMinutes(5));
        otherNode().touch(alice.hash(), used);
        browserSessionStore().touch(alice.hash(), NOW.plus(Duration.ofMinutes(1)));
        assertEquals(Optional.of(alice.seenAt(used)), browserSessionStore().find(alice.hash()));
    }

    @Test
    default void endedSessionIsGoneAndStaysGone() {
        BrowserSessionRecord alice = session("alice", "1", NOW, Optional.empty());
        browserSessionStore().begin(alice);
        assertTrue(otherNode().end(alice.handle()));
        assertFalse(browserSessionStore().end(alice.handle()));
        browserSessionStore().touch(alice.hash(), NOW.plus(Duration.ofMinutes(1)));
        assertEquals(Optional.empty(), browserSessionStore().find(alice.hash()));
        assertEquals(Optional.empty(), otherNode().named(alice.handle()));
    }

    @Test
    default void sessionsAreListedBySubjectAndByTheProvidersSession() {
        BrowserSessionRecord first = session("alice", "1", NOW, Optional.of("_idp-1"));
        BrowserSessionRecord second = session("alice", "2", NOW.plusSeconds(1), Optional.of("_idp-2"));
        BrowserSessionRecord bob = session("bob", "3", NOW, Optional.of("_idp-1"));
        List.of(first, second, bob).forEach(browserSessionStore()::begin);
        assertEquals(List.of(second, first), list(NOW, Optional.of("alice"), Optional.empty()));
        assertEquals(List.of(first), list(NOW, Optional.of("alice"), Optional.of("_idp-1")));
        assertEquals(2, list(NOW, Optional.empty(), Optional.of("_idp-1")).size());
        assertEquals(List.of(), list(NOW, Optional.of("alice"), Optional.of("_idp-3")));
        assertEquals(List.of(), list(LATER, Optional.of("alice"), Optional.empty()));
        var elsewhere =
                new BrowserSessionStore.Query(NOW, new ProviderId("other"), Optional.of("alice"), Optional.empty(), 10);
        assertEquals(List.of(), otherNode().list(elsewhere));
    }

    @Test
    default void sessionsOfOnePersonComePageByPage() {
        List<BrowserSessionRecord> all = List.of(
                session("dora", "own3", NOW.plusSeconds(1), Optional.of("_idp-9")),
                session("dora", "own1", NOW, Optional.of("_idp-9")),
                session("dora", "own2", NOW, Optional.of("_idp-9")));
        all.forEach(browserSessionStore()::begin);
        browserSessionStore().begin(session("dave", "own4", NOW, Optional.of("_idp-9")));
        var query = new BrowserSessionStore.Query(NOW, CORP, Optional.of("dora"), Optional.of("_idp-9"), 2);
        assertEquals(all.subList(0, 2), otherNode().list(query));
        var place = new SessionPosition(NOW, "bs-own1");
        assertEquals(all.subList(2, 3), otherNode().list(query.after(place)));
        assertEquals(List.of(), otherNode().list(query.after(new SessionPosition(NOW, "bs-own2"))));
    }

    @Test
    default void everybodysSessionsComePageByPage() {
        Instant signedIn = NOW.plus(Duration.ofHours(1));
        List<BrowserSessionRecord> all = List.of(
                session("carol", "page3", signedIn.plusSeconds(1), Optional.empty()),
                session("alice", "page1", signedIn, Optional.empty()),
                session("bob", "page2", signedIn, Optional.empty()));
        all.forEach(browserSessionStore()::begin);
        List<BrowserSessionRecord> first = otherNode().page(NOW, Optional.empty(), 2);
        assertEquals(all.subList(0, 2), first);
        var place = new SessionPosition(first.get(1).signedInAt(), first.get(1).handle());
        assertEquals(all.get(2), otherNode().page(NOW, Optional.of(place), 2).get(0));
        assertEquals(List.of(), otherNode().page(LATER, Optional.empty(), 2));
    }

    @Test
    default void whatIsOverIsForgotten() {
        BrowserSessionRecord alice = session("alice", "1", NOW, Optional.empty());
        browserSessionStore().begin(alice);
        browserSessionStore().forgetExpired(LATER);
        assertEquals(Optional.of(alice), otherNode().find(alice.hash()));
        assertTrue(otherNode().forgetExpired(LATER.plusMillis(1)) >= 1);
        assertEquals(Optional.empty(), browserSessionStore().find(alice.hash()));
    }

    @Test
    default void O15kindOfASessionComesBack() {
        var login = new BrowserSessionRecord(
                BrowserSession.Kind.TERMINAL,
                hash("t"),
                "bs-t",
                CORP,
                "alice",
                Optional.empty(),
                NOW,
                NOW,
                LATER,
                "sealed");
        browserSessionStore().begin(login);
        assertEquals(Optional.of(login), otherNode().named("bs-t"));
        assertEquals(Optional.of(login), otherNode().find(hash("t")));
        assertEquals(List.of(login), list(NOW, Optional.of("alice"), Optional.empty()));
    }

    private List<BrowserSessionRecord> list(Instant liveAt, Optional<String> subject, Optional<String> upstream) {
        return otherNode().list(new BrowserSessionStore.Query(liveAt, CORP, subject, upstream, 10));
    }

    private static BrowserSessionRecord session(
            String subject, String number, Instant signedIn, Optional<String> upstream) {
        return new BrowserSessionRecord(
                hash(number), "bs-" + number, CORP, subject, upstream, signedIn, signedIn, LATER, "sealed-" + number);
    }

    private static BrowserSessionHash hash(String number) {
        return new BrowserSessionHash("hash-" + number);
    }
}
