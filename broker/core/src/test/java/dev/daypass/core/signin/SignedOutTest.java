package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.SignedOut.Logout;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A logout applies to what was made before it and arrives after it, and to nothing that was made later. */
final class SignedOutTest {
    private static final Instant LOGOUT = World.NOW.plusMillis(500);
    private static final Optional<String> ALICE = Optional.of("alice@corp.example.com");

    private final World world = new World();
    private final SignedOut signedOut = new SignedOut(world.ledger);

    private static Identity alice(Optional<String> session, Instant vouchedAt) {
        var how = new AuthenticationContext(
                Optional.of(vouchedAt), Optional.empty(), List.of(), session, Optional.empty());
        return Identities.alice().authenticated(how).vouchedAt(vouchedAt);
    }

    private static Identity alice(String session, Instant vouchedAt) {
        return alice(Optional.of(session), vouchedAt);
    }

    private void logout(Optional<String> subject, Optional<String> session) {
        signedOut.note(new Logout(World.CORP, subject, session, LOGOUT), world.request());
    }

    private boolean isOut(Identity identity) {
        return signedOut.has(identity, world.request().instant());
    }

    @Test
    void X10logoutOfASessionAppliesToWhatItsProviderSaidOfItBefore() {
        assertFalse(isOut(alice("_1", World.NOW)));
        logout(ALICE, Optional.of("_1"));
        assertTrue(isOut(alice("_1", World.NOW.minusSeconds(60))));
        assertTrue(isOut(alice("_1", World.NOW)));
        assertTrue(isOut(alice("_1", LOGOUT)));
        assertFalse(isOut(alice("_1", LOGOUT.plusMillis(1))), "a name that is used again");
        assertFalse(isOut(alice("_2", World.NOW)));
        assertFalse(isOut(alice(Optional.empty(), World.NOW)));
    }

    @Test
    void X10logoutToldInWholeSecondsAppliesToTheWholeSecond() {
        var logout = new Logout(World.CORP, ALICE, Optional.of("_1"), World.NOW);
        signedOut.note(logout, world.request());
        assertTrue(isOut(alice("_1", World.NOW.plusMillis(999))));
        assertTrue(logout.ends(World.NOW.plusMillis(999)));
        assertFalse(isOut(alice("_1", World.NOW.plusSeconds(1))));
        assertFalse(logout.ends(World.NOW.plusSeconds(1)));
    }

    @Test
    void X10logoutOfAPersonAppliesToWhateverSessionAndLetsThemComeAgainAtOnce() {
        logout(ALICE, Optional.empty());
        assertTrue(isOut(alice("_1", LOGOUT.minusMillis(1))));
        assertTrue(isOut(alice(Optional.empty(), World.NOW.minusSeconds(60))));
        assertFalse(isOut(alice("_1", LOGOUT)), "tokens tell whole seconds: within one they may be newer");
        assertFalse(isOut(alice(Optional.empty(), LOGOUT.plusMillis(1))));
    }

    @Test
    void X12logoutOfANamelessSessionAppliesToWhomsoeverHasIt() {
        logout(Optional.empty(), Optional.of("sid"));
        assertTrue(isOut(alice("sid", World.NOW)));
        assertFalse(isOut(alice("other", World.NOW)));
    }

    @Test
    void S83logoutOfSomebodyElseAppliesToNobodyHere() {
        logout(Optional.of("bob"), Optional.of("_1"));
        logout(Optional.of("bob"), Optional.empty());
        signedOut.note(new Logout(World.CI, ALICE, Optional.empty(), LOGOUT), world.request());
        // Neither does it matter where the one name ends and the other begins.
        logout(Optional.of("alice@corp.example.com_"), Optional.of("1"));
        logout(Optional.of("alice@corp.example.co"), Optional.of("m_1"));
        assertFalse(isOut(alice("_1", World.NOW)));
    }

    @Test
    void oneLogoutIsKeptOnceHoweverOftenItIsTold() {
        logout(ALICE, Optional.of("_1"));
        logout(ALICE, Optional.of("_1"));
        assertEquals(1, world.ledger.revoked);
        signedOut.note(new Logout(World.CORP, ALICE, Optional.of("_1"), LOGOUT.plusSeconds(5)), world.request());
        assertEquals(2, world.ledger.revoked);
        assertTrue(isOut(alice("_1", LOGOUT.plusSeconds(5))));
    }

    @Test
    void S83logoutThatNamesNobodyIsNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Logout(World.CORP, Optional.empty(), Optional.empty(), LOGOUT));
    }

    @Test
    void X10proofOfTheLoggedOutSessionIsRefusedAndUnspentAndTheNextIsTaken() {
        logout(ALICE, Optional.of("_1"));
        Outcome<Identity> late = signIn(alice("_1", World.NOW));
        assertEquals(Optional.of(Reason.SUBJECT_SIGNED_OUT), late.refusal().map(refusal -> refusal.reason()));
        assertEquals(
                Optional.of(Reason.SUBJECT_SIGNED_OUT), world.ledger.lastEvent().reason());
        assertTrue(signIn(alice("_2", LOGOUT.plusSeconds(1))).value().isPresent());
    }

    private Outcome<Identity> signIn(Identity identity) {
        var reader = new ProofReader() {
            @Override
            public Proof.Kind kind() {
                return Proof.Kind.SAML_RESPONSE;
            }

            @Override
            public Outcome<ParsedProof> read(Proof proof) {
                return Outcome.granted(new Vouched(identity));
            }
        };
        return new SignIn(List.of(reader), new Directory(), world.ledger, world.ledger, world.ledger)
                .signIn(
                        new Proof.SamlResponse("genuine"),
                        Expectation.unsolicited(World.CORP, "role"),
                        world.request());
    }

    private record Vouched(Identity identity) implements ParsedProof {
        @Override
        public String claimedIssuer() {
            return identity.issuer();
        }

        @Override
        public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
            return Outcome.granted(
                    new Verified(identity, identity.proofId(), request.instant().plus(Duration.ofMinutes(5))));
        }
    }
}
