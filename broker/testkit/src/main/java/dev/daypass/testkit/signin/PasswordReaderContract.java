package dev.daypass.testkit.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What sign-in relies on from the reader of passwords. A password has no signature and names no issuer, and may be shown
 * again; for what is signed, see {@link ProofReaderContract}. The provider allows a thousand wrong passwords.
 */
public interface PasswordReaderContract {
    ProofReader reader();

    /** The directory that knows the person. */
    Provider provider();

    RequestContext request();

    /** A person's name. */
    String name();

    /** The person's password. */
    String password();

    @Test
    default void rightPasswordIsVerified() {
        Verified verified = verify(name(), password()).value().orElseThrow();
        assertEquals(provider().id(), verified.identity().provider());
        assertFalse(verified.identity().subject().value().isEmpty());
        assertFalse(verified.identity().audiences().isEmpty());
        assertFalse(verified.identity().proofId().isEmpty());
        assertEquals(List.of("pwd"), verified.identity().authentication().methods());
        assertTrue(verified.until().isAfter(request().instant()));
    }

    @Test
    default void passwordMayBeShownAgainAndEachTimeIsAProofOfItsOwn() {
        Verified first = verify(name(), password()).value().orElseThrow();
        Verified second = verify(name(), password()).value().orElseThrow();
        assertEquals(Optional.empty(), first.replayKey());
        assertEquals(first.identity().subject(), second.identity().subject());
        assertFalse(first.identity().proofId().equals(second.identity().proofId()));
    }

    @Test
    default void wrongPasswordAndUnknownNameAreOneAnswer() {
        rightPasswordIsVerified();
        Refusal wrong = verify(name(), password() + "x").refusal().orElseThrow();
        Refusal unknown = verify("nobody-" + name(), password()).refusal().orElseThrow();
        assertEquals(Reason.PASSWORD_WRONG, wrong.reason());
        assertEquals(wrong.reason(), unknown.reason());
        assertEquals(wrong.publicMessage(), unknown.publicMessage());
    }

    @Test
    default void otherKindsOfProofAreRefused() {
        Stream.of(new Proof.Jwt("a.b.c"), new Proof.SamlResponse("PHNhbWw+"), new Proof.KerberosTicket("YII="))
                .forEach(proof -> assertTrue(reader().read(proof).refusal().isPresent()));
    }

    @Test
    default void whatIsNoPasswordIsRefusedByItsForm() {
        for (String text : List.of("", " ", "\0", "A".repeat(1 << 20), "\ud800")) {
            assertEquals(
                    Optional.of(Reason.PASSWORD_FORM),
                    verify(name(), text).refusal().map(Refusal::reason));
            assertEquals(
                    Optional.of(Reason.PASSWORD_FORM),
                    verify(text, password()).refusal().map(Refusal::reason));
        }
    }

    @Test
    default void manyThreadsMayShareIt() {
        long granted = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> verify(name(), i % 2 == 0 ? password() : "wrong-" + i))
                .filter(outcome -> outcome.value().isPresent())
                .count();
        assertEquals(50, granted);
    }

    @Test
    default void textsTellNoSecretAndNoName() {
        var proof = new Proof.Password(name(), Secret.of(password()));
        String parsed = reader().read(proof).value().orElseThrow().toString();
        Verified verified = verify(name(), password()).value().orElseThrow();
        Refusal refusal = verify(name(), password() + "x").refusal().orElseThrow();
        for (String text : List.of(proof.toString(), parsed, verified.toString(), refusal.toString())) {
            assertFalse(text.contains(password()));
            assertFalse(text.contains(name()));
        }
    }

    private Outcome<Verified> verify(String name, String password) {
        return reader().read(new Proof.Password(name, Secret.of(password)))
                .then(parsed -> parsed.verify(
                        provider(), Expectation.unsolicited(provider().id(), "role"), request()));
    }
}
