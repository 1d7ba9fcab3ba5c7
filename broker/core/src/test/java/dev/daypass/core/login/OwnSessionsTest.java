package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person ends: one session, this browser, all of them, or what began with a provider's session. */
final class OwnSessionsTest extends AtThePortal {
    @Test
    void signingOutEndsWhatWasTaken() {
        Session session = taken("prod/ReadOnly", Optional.empty()).session();
        assertEquals(List.of(session.record()), own.roles(alice, world.request()));
        own.signOut(alice, world.request());
        assertEquals(
                Reason.SESSION_REVOKED,
                gate.admit(session, world.request()).refusal().orElseThrow().reason());
        assertEquals(List.of(), own.roles(alice, world.request()));
        assertEquals(List.of(), own.browsers(alice, world.request()));
    }

    @Test
    void signingInAgainKeepsWhatWasTakenUnderTheSameHandle() {
        Session session = taken("prod/ReadOnly", Optional.empty()).session();
        BrowserSession again = browsers.begin(Identities.alice(), Optional.of(alice), world.request())
                .session();
        assertTrue(gate.admit(session, world.request()).value().isPresent());
        own.signOut(again, world.request());
        assertEquals(
                Reason.SESSION_REVOKED,
                gate.admit(session, world.request()).refusal().orElseThrow().reason());
    }

    @Test
    void oneSessionIsEndedAndTheOthersLive() {
        Session one = taken("prod/ReadOnly", Optional.empty()).session();
        Session two = taken("prod/ReadOnly", Optional.empty()).session();
        assertEquals(one.id(), granted(own.end(alice, one.id(), world.request())));
        assertTrue(gate.admit(one, world.request()).refusal().isPresent());
        assertTrue(gate.admit(two, world.request()).value().isPresent());
        assertEquals(List.of(two.record()), own.roles(alice, world.request()));
    }

    @Test
    void W14nobodyEndsAnotherOnesSession() {
        Session hers = taken("prod/ReadOnly", Optional.empty()).session();
        BrowserSession job = browsers.begin(Identities.job(), Optional.empty(), world.request())
                .session();
        for (String id : List.of(hers.id(), alice.handle(), "ASIANOBODY", "")) {
            int before = world.ledger.events.size();
            assertEquals(
                    Reason.PARAMETER_INVALID,
                    own.end(job, id, world.request()).refusal().orElseThrow().reason());
            assertEquals(before + 1, world.ledger.events.size(), id);
        }
        assertTrue(gate.admit(hers, world.request()).value().isPresent());
    }

    @Test
    void allAreEndedWithThisBrowserLast() {
        BrowserSession other = browsers.begin(Identities.alice(), Optional.empty(), world.request())
                .session();
        Session one = taken("prod/ReadOnly", Optional.empty()).session();
        own.endAll(alice, world.request());
        assertTrue(gate.admit(one, world.request()).refusal().isPresent());
        assertEquals(Optional.empty(), browsers.named(other.handle(), world.request()));
        assertEquals(Optional.empty(), browsers.named(alice.handle(), world.request()));
        assertEquals(List.of(alice.handle()), world.ledger.lastEvent().facts().get("key"));
    }

    private SessionRecord made(int number, ProviderId provider, Duration age) {
        SessionRecord like = taken("prod/ReadOnly", Optional.empty()).session().record();
        return new SessionRecord(
                "ASIAMADE" + number,
                like.issuedAt().minus(age),
                like.expiresAt(),
                like.owner(),
                like.labels(),
                Optional.of(provider),
                like.subject(),
                SessionLineage.root(Optional.empty()));
    }

    @Test
    void W14namesakesSessionsElsewhereHideNoneOfMine() {
        world.ledger.save(made(0, World.CORP, Duration.ofMinutes(2)));
        for (int i = 1; i <= 1_001; i++) {
            world.ledger.save(made(i, World.CI, Duration.ofMinutes(1)));
        }
        world.ledger.sessions.removeIf(session -> !session.id().startsWith("ASIAMADE"));
        assertEquals(
                List.of("ASIAMADE0"),
                own.roles(alice, world.request()).stream()
                        .map(SessionRecord::id)
                        .toList());
        assertEquals("ASIAMADE0", granted(own.end(alice, "ASIAMADE0", world.request())));
        assertTrue(own.end(alice, "ASIAMADE1", world.request()).refusal().isPresent());
        assertEquals(List.of(), own.roles(alice, world.request()));
    }

    @Test
    void allAreEndedHoweverManyThereAre() {
        SessionRecord like = made(0, World.CORP, Duration.ofMinutes(1));
        for (int i = 0; i < 1_500; i++) {
            browsers.begin(Identities.alice(), Optional.empty(), world.request());
            world.ledger.save(new SessionRecord(
                    "ASIAMANY" + i,
                    like.issuedAt(),
                    like.expiresAt(),
                    like.owner(),
                    like.labels(),
                    like.provider(),
                    like.subject(),
                    like.lineage()));
        }
        BrowserSession job = browsers.begin(Identities.job(), Optional.empty(), world.request())
                .session();
        own.endAll(alice, world.request());
        assertEquals(List.of(), own.roles(alice, world.request()));
        assertTrue(world.ledger.sessions.stream()
                .filter(session -> session.id().startsWith("ASIAMANY"))
                .allMatch(world.ledger::isRevoked));
        assertEquals(List.of(), own.browsers(alice, world.request()));
        assertTrue(browsers.named(job.handle(), world.request()).isPresent());
        world.later(Duration.ofMillis(1));
        BrowserSession again = browsers.begin(Identities.alice(), Optional.empty(), world.request())
                .session();
        assertTrue(browsers.named(again.handle(), world.request()).isPresent(), "signed in anew");
    }

    @Test
    void X10whatIsUnderWayFromThereWhenSigningOutThereCountsNoMore() {
        BrowserSession here = signedInWith("index-1");
        world.later(Duration.ofMinutes(3));
        own.signOutUpstream(here, world.request());
        assertTrue(browsers.stands(vouched("index-1", world.request().instant()), World.NOW, world.request())
                .refusal()
                .isPresent());
        world.later(Duration.ofSeconds(1));
        for (String index : List.of("index-1", "index-2")) {
            Identity anew = vouched(index, world.request().instant());
            assertTrue(browsers.stands(anew, World.NOW, world.request()).value().isPresent(), index);
        }
    }

    @Test
    void whoseProviderHasASlowClockIsNotLockedOut() {
        Identity slow = vouched("index-1", World.NOW.minusSeconds(50));
        BrowserSession here =
                browsers.begin(slow, Optional.empty(), world.request()).session();
        world.later(Duration.ofSeconds(10));
        own.signOutUpstream(here, world.request());
        Identity before = vouched("index-1", World.NOW.minusSeconds(40));
        assertTrue(browsers.stands(before, World.NOW, world.request()).refusal().isPresent());
        Identity anew = vouched("index-1", World.NOW.minusSeconds(39));
        assertTrue(browsers.stands(anew, World.NOW, world.request()).value().isPresent());
    }

    private static Identity vouched(String sessionIndex, Instant at) {
        var how = new AuthenticationContext(
                Optional.of(World.NOW), Optional.empty(), List.of(), Optional.of(sessionIndex), Optional.empty());
        return Identities.alice().authenticated(how).vouchedAt(at);
    }

    @Test
    void X10signingOutAtTheProviderEndsWhatBeganWithItsSessionAndNothingElse() {
        BrowserSession here = signedInWith("index-1");
        BrowserSession elsewhere = signedInWith("index-1");
        BrowserSession other = signedInWith("index-2");
        own.signOutUpstream(here, world.request());
        assertEquals(
                List.of(other.handle(), alice.handle()).stream().sorted().toList(),
                own.browsers(alice, world.request()).stream()
                        .map(BrowserSession::handle)
                        .sorted()
                        .toList(),
                () -> elsewhere.handle() + " began with the same session");
        own.signOutUpstream(alice, world.request());
        assertEquals(2, own.browsers(alice, world.request()).size(), "its provider named no session");
    }

    private BrowserSession signedInWith(String sessionIndex) {
        return browsers.begin(vouched(sessionIndex, World.NOW), Optional.empty(), world.request())
                .session();
    }
}
