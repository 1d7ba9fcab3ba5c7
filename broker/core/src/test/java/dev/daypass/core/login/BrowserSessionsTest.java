package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who is signed in, for how long, and what ends it. */
final class BrowserSessionsTest {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    private final World world = new World();
    private final MemoryBrowserSessions store = new MemoryBrowserSessions();
    private final BrowserSessions sessions = new BrowserSessions(
            store,
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(IDLE, ABSOLUTE),
            world.ledger,
            world.ledger);
    private final Sessions operators = new Sessions(world.ledger, world.ledger, world.ledger);

    private BrowserSessions.Begun signIn(Identity identity) {
        return sessions.begin(identity, Optional.empty(), world.request());
    }

    private Outcome<BrowserSession> find(Secret cookie) {
        return sessions.find(cookie, world.request());
    }

    private void isOver(Secret cookie) {
        assertEquals(Reason.NOT_SIGNED_IN, find(cookie).refusal().orElseThrow().reason());
    }

    @Test
    void theWholeIdentityComesBack() {
        Identity sent = everything();
        Identity found = find(signIn(sent).cookie()).value().orElseThrow().identity();
        assertEquals(sent.provider(), found.provider());
        assertEquals(sent.issuer(), found.issuer());
        assertEquals(sent.subject(), found.subject());
        assertEquals(sent.audiences(), found.audiences());
        assertEquals(sent.authorizedParty(), found.authorizedParty());
        assertEquals(sent.attributes(), found.attributes());
        assertEquals(sent.authentication(), found.authentication());
        assertEquals(sent.proofId(), found.proofId());
        assertEquals(sent.user(), found.user());
        assertEquals(Optional.of(World.NOW.plusNanos(9)), found.vouchedAt());
        assertTrue(found.user().isSingle("mail"));
    }

    /** One of each kind of value, and texts longer than 65,535 bytes. */
    private static Identity everything() {
        AttributeValue nested = new AttributeValue.Structure(
                Map.of("roles", List.of(AttributeValue.of("a"), new AttributeValue.Whole(Long.MIN_VALUE))));
        Map<String, List<AttributeValue>> values = Map.of(
                "mail", List.of(AttributeValue.of("ä".repeat(70_000))),
                "all", List.of(nested, new AttributeValue.Fraction(0.1), new AttributeValue.Flag(true)),
                "none", List.of());
        return Identity.verified(
                        World.CORP,
                        "https://idp.example.com",
                        new Subject(
                                "alice",
                                Optional.of("format"),
                                new Subject.Qualifiers(Optional.of("idp"), Optional.of("sp"))),
                        List.of("one", "two"),
                        Optional.of("party"),
                        Attributes.of(values, Set.of()),
                        new AuthenticationContext(
                                Optional.of(World.NOW.plusNanos(7)),
                                Optional.of("class"),
                                List.of("pwd", "otp"),
                                Optional.of("_index"),
                                Optional.of(World.NOW.plus(ABSOLUTE))),
                        "_assertion")
                .normalised(Attributes.of(values, Set.of("mail")))
                .vouchedAt(World.NOW.plusNanos(9));
    }

    @Test
    void sessionThatAnEarlierReleaseSealedIsNobodysAndNoFault() {
        BrowserSessions.Begun begun = signIn(Identities.alice());
        BrowserSessionRecord stored = store.named(begun.session().handle()).orElseThrow();
        byte[] plain = Octets.write(64, out -> {
            out.writeByte(4);
            out.writeUTF(stored.handle());
        });
        String sealed =
                Base64.getUrlEncoder().withoutPadding().encodeToString(world.keys.seal(Purpose.BROWSER_SESSION, plain));
        var former = new BrowserSessionRecord(
                stored.hash(),
                stored.handle(),
                stored.provider(),
                stored.subject(),
                stored.upstream(),
                stored.signedInAt(),
                stored.lastSeen(),
                stored.expiresAt(),
                sealed);
        assertEquals(Optional.empty(), BrowserSessionSeal.open(former, world.keys));
        assertTrue(BrowserSessionSeal.open(stored, world.keys).isPresent());
    }

    @Test
    void nothingSecretPrintsOrIsStoredInTheOpen() {
        BrowserSessions.Begun begun = signIn(Identities.alice());
        BrowserSessionRecord stored = store.named(begun.session().handle()).orElseThrow();
        String all = begun + " " + stored + " " + stored.hash() + stored.sealed() + world.ledger.events;
        assertFalse(all.contains(begun.cookie().reveal()));
        assertFalse(all.contains("Engineers"));
    }

    @Test
    void unknownCookieIsNobody() {
        BrowserSessions.Begun begun = signIn(Identities.alice());
        assertTrue(find(begun.cookie()).value().isPresent());
        isOver(Secret.of("x"));
        isOver(Secret.of(begun.session().handle()));
        isOver(Secret.of(begun.cookie().reveal() + "A"));
    }

    @Test
    void idleSessionEndsAndUseKeepsItAlive() {
        Secret cookie = signIn(Identities.alice()).cookie();
        for (int i = 0; i < 4; i++) {
            world.later(IDLE.minusSeconds(1));
            assertTrue(find(cookie).value().isPresent());
        }
        world.later(IDLE);
        isOver(cookie);
    }

    @Test
    void useIsWrittenDownOnceAMinuteAtMost() {
        Secret cookie = signIn(Identities.alice()).cookie();
        world.later(Duration.ofSeconds(59));
        find(cookie);
        assertEquals(0, store.touches);
        world.later(Duration.ofSeconds(1));
        find(cookie);
        find(cookie);
        assertEquals(1, store.touches);
    }

    @Test
    void noUseOutlivesTheAbsoluteEnd() {
        Secret cookie = signIn(Identities.alice()).cookie();
        for (Duration passed = Duration.ZERO; passed.compareTo(ABSOLUTE) < 0; passed = passed.plusMinutes(20)) {
            assertTrue(find(cookie).value().isPresent());
            world.later(Duration.ofMinutes(20));
        }
        isOver(cookie);
    }

    @Test
    void S65sessionEndsWithTheProvidersOwn() {
        Secret cookie = signIn(Identities.alice(Map.of(), Optional.of(World.NOW.plusSeconds(600))))
                .cookie();
        world.later(Duration.ofSeconds(599));
        assertTrue(find(cookie).value().isPresent());
        world.later(Duration.ofSeconds(1));
        isOver(cookie);
    }

    @Test
    void S79providerDisabledOrSubjectBlockedEndsIt() {
        Secret cookie = signIn(Identities.alice()).cookie();
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of("alice@corp.example.com")));
        isOver(cookie);
        world.with(World.saml(Provider.State.DISABLED, Provider.ReplayScope.ONCE, Set.of()));
        isOver(cookie);
        world.without(World.CORP);
        isOver(cookie);
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of()));
        assertTrue(find(cookie).value().isPresent());
    }

    @Test
    void subjectRevokedAfterSigningInIsSignedOutAndMaySignInAgain() {
        Secret cookie = signIn(Identities.alice()).cookie();
        world.later(Duration.ofSeconds(1));
        operators.revokeSubject("corp-saml", "alice@corp.example.com", "operator", world.request());
        isOver(cookie);
        assertTrue(find(signIn(Identities.alice()).cookie()).value().isPresent());
    }

    @Test
    void W03signingInAgainMakesANewCookieAndTheOldOneLeadsNowhere() {
        BrowserSessions.Begun first = signIn(Identities.alice());
        BrowserSessions.Begun second =
                sessions.begin(Identities.alice(), Optional.of(first.session()), world.request());
        assertNotEquals(first.cookie(), second.cookie());
        assertEquals(first.session().handle(), second.session().handle());
        isOver(first.cookie());
        assertTrue(find(second.cookie()).value().isPresent());
    }

    @Test
    void W04anotherPersonsSessionEndsWithEverythingOfIt() {
        BrowserSessions.Begun alice = signIn(Identities.alice());
        BrowserSessions.Begun job = sessions.begin(Identities.job(), Optional.of(alice.session()), world.request());
        assertNotEquals(alice.session().handle(), job.session().handle());
        isOver(alice.cookie());
        assertEquals(
                World.CI, find(job.cookie()).value().orElseThrow().identity().provider());
    }

    @Test
    void endedSessionIsOver() {
        BrowserSessions.Begun alice = signIn(Identities.alice());
        sessions.end(alice.session(), "test", world.request());
        isOver(alice.cookie());
        assertEquals(Optional.empty(), sessions.named(alice.session().handle(), world.request()));
    }

    @Test
    void recordPutBackAfterItsEndStaysRefused() {
        BrowserSessions.Begun alice = signIn(Identities.alice());
        BrowserSessionRecord stored = store.named(alice.session().handle()).orElseThrow();
        sessions.end(alice.session(), "test", world.request());
        store.begin(stored);
        isOver(alice.cookie());
    }

    @Test
    void W05contentOfAnotherSessionIsNobody() {
        BrowserSessions.Begun alice = signIn(Identities.alice());
        BrowserSessions.Begun job = signIn(Identities.job());
        BrowserSessionRecord stored = store.named(job.session().handle()).orElseThrow();
        store.begin(new BrowserSessionRecord(
                stored.hash(),
                stored.handle(),
                stored.provider(),
                stored.subject(),
                stored.upstream(),
                stored.signedInAt(),
                stored.lastSeen(),
                stored.expiresAt(),
                store.named(alice.session().handle()).orElseThrow().sealed()));
        isOver(job.cookie());
    }

    @Test
    void upstreamLogoutEndsWhatBeganWithThatSession() {
        Secret first = signIn(everything()).cookie();
        Secret other = signIn(Identities.alice()).cookie();
        assertEquals(1, sessions.endUpstream(World.CORP, Optional.of("alice"), Optional.of("_index"), world.request()));
        isOver(first);
        assertTrue(find(other).value().isPresent());
        assertEquals(
                1,
                sessions.endUpstream(
                        World.CORP, Optional.of("alice@corp.example.com"), Optional.empty(), world.request()));
        isOver(other);
    }

    @Test
    void upstreamLogoutEndsHoweverManyThereAre() {
        for (int i = 0; i < 1_001; i++) {
            signIn(Identities.alice());
        }
        assertEquals(
                1_001,
                sessions.endUpstream(
                        World.CORP, Optional.of("alice@corp.example.com"), Optional.empty(), world.request()));
        assertTrue(store.isEmpty());
    }

    @Test
    void withoutAuditNobodySignsIn() {
        world.ledger.fillTheAuditDisk();
        Assertions.assertThrows(UnavailableException.class, () -> signIn(Identities.alice()));
        assertTrue(store.isEmpty());
    }
}
