package dev.daypass.testkit.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sign-in relies on from every {@link ProofReader}: a test class implements this and says what it reads. */
public interface ProofReaderContract {
    ProofReader reader();

    /** Whose proofs are honest here. */
    Provider provider();

    /** A request at a time at which the honest proof holds. */
    RequestContext request();

    /** A fresh proof that the provider really made, about a subject named {@code alice}. */
    Proof honest();

    /** A proof of the right form that claims to be the provider's but is signed by a key of nobody. */
    Proof forged();

    @Test
    default void honestProofIsVerified() {
        Verified verified = verify(honest()).value().orElseThrow();
        assertEquals(provider().id(), verified.identity().provider());
        assertTrue(verified.identity().subject().value().contains("alice"));
        assertFalse(verified.identity().audiences().isEmpty());
        assertFalse(verified.identity().proofId().isEmpty());
        assertTrue(verified.until().isAfter(request().instant()));
        assertTrue(
                verified.replayKey().orElseThrow().contains(verified.identity().issuer()),
                "two issuers may use one id");
    }

    @Test
    default void claimedIssuerIsTheVerifiedOne() {
        Proof proof = honest();
        String claimed = reader().read(proof).value().orElseThrow().claimedIssuer();
        assertEquals(claimed, verify(proof).value().orElseThrow().identity().issuer());
    }

    @Test
    default void oneProofHasOneReplayKeyAndTwoHaveTwo() {
        Proof proof = honest();
        String key = verify(proof).value().orElseThrow().replayKey().orElseThrow();
        assertEquals(key, verify(proof).value().orElseThrow().replayKey().orElseThrow());
        assertFalse(
                key.equals(verify(honest()).value().orElseThrow().replayKey().orElseThrow()));
    }

    @Test
    default void forgedProofIsRefusedForItsSignature() {
        honestProofIsVerified();
        Optional<Reason> reason = verify(forged()).refusal().map(refusal -> refusal.reason());
        assertTrue(
                List.of(
                                Optional.of(Reason.SIGNATURE_INVALID),
                                Optional.of(Reason.TOKEN_SIGNATURE_INVALID),
                                Optional.of(Reason.TICKET_INVALID))
                        .contains(reason),
                reason.toString());
    }

    @Test
    default void otherKindsOfProofAreRefused() {
        Stream.of(new Proof.Jwt("a.b.c"), new Proof.SamlResponse("PHNhbWw+"))
                .filter(proof -> proof.kind() != reader().kind())
                .forEach(proof -> assertTrue(reader().read(proof).refusal().isPresent()));
    }

    @Test
    default void rubbishIsRefusedWithoutAFault() {
        for (String text : List.of("", " ", "\0", "..", "{}", "<a/>", "PGEvPg==", "A".repeat(1 << 20), "\ud800")) {
            Proof proof =
                    switch (reader().kind()) {
                        case JWT -> new Proof.Jwt(text);
                        case SAML_RESPONSE -> new Proof.SamlResponse(text);
                        case PASSWORD -> new Proof.Password(text, Secret.of(""));
                        case KERBEROS_TICKET -> new Proof.KerberosTicket(text);
                    };
            assertTrue(reader().read(proof).refusal().isPresent());
        }
    }

    @Test
    default void manyThreadsMayShareIt() {
        Proof honest = honest();
        Proof forged = forged();
        long granted = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> verify(i % 2 == 0 ? honest : forged))
                .filter(outcome -> outcome.value().isPresent())
                .count();
        assertEquals(100, granted);
    }

    @Test
    default void textsTellNoAttribute() {
        ParsedProof parsed = reader().read(honest()).value().orElseThrow();
        Verified verified = verify(honest()).value().orElseThrow();
        assertFalse(parsed.toString().contains("alice"));
        assertFalse(verified.identity().toString().contains("alice"));
    }

    private Outcome<Verified> verify(Proof proof) {
        return reader().read(proof)
                .then(parsed -> parsed.verify(provider(), Expectation.fromIssuer("role"), request()));
    }
}
