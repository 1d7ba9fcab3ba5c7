package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
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
        var how = new AuthenticationContext(
                Optional.of(World.NOW), Optional.empty(), List.of(), Optional.of(sessionIndex), Optional.empty());
        return browsers.begin(Identities.alice().authenticated(how), Optional.empty(), world.request())
                .session();
    }
}
