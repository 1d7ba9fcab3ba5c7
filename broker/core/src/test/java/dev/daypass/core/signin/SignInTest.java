package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The phases that every proof goes through. */
final class SignInTest {
    private final World world = new World();
    private final SignIn signIn = new SignIn(
            List.of(
                    new Reads(Proof.Kind.SAML_RESPONSE, Identities.alice()),
                    new Reads(Proof.Kind.JWT, Identities.job())),
            new Directory(),
            world.ledger,
            world.ledger,
            world.ledger);

    /** Takes the word {@code genuine} for a genuine proof of one identity. */
    private record Reads(Proof.Kind kind, Identity identity) implements ProofReader {
        @Override
        public Outcome<ParsedProof> read(Proof proof) {
            String text =
                    proof instanceof Proof.SamlResponse response ? response.base64() : ((Proof.Jwt) proof).compact();
            return text.equals("genuine")
                    ? Outcome.granted(new Parsed(identity))
                    : Outcome.refused(Reason.TOKEN_MALFORMED, "not readable", "not the word");
        }
    }

    private record Parsed(Identity identity) implements ParsedProof {
        @Override
        public String claimedIssuer() {
            return identity.issuer();
        }

        @Override
        public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
            return provider.id().equals(identity.provider())
                    ? Outcome.granted(new Verified(
                            identity, identity.proofId(), request.instant().plus(Duration.ofMinutes(5))))
                    : Outcome.refused(Reason.ISSUER_MISMATCH, "another issuer", "S15: another provider's proof");
        }
    }

    private Outcome<Identity> saml(String spentFor) {
        return signIn.signIn(
                new Proof.SamlResponse("genuine"), Expectation.unsolicited(World.CORP, spentFor), world.request());
    }

    private Outcome<Identity> jwt() {
        return signIn.signIn(new Proof.Jwt("genuine"), Expectation.fromIssuer("role"), world.request());
    }

    private void refused(Reason reason, Outcome<Identity> outcome) {
        assertEquals(reason, outcome.refusal().orElseThrow().reason());
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
        assertEquals(AuditEvent.Verdict.REFUSED, world.ledger.lastEvent().outcome());
    }

    @Test
    void anHonestProofBecomesANormalisedIdentity() {
        Identity identity = saml("role").value().orElseThrow();
        assertEquals(List.of("alice@corp.example.com"), identity.user().texts("email"));
        AuditEvent event = world.ledger.lastEvent();
        assertEquals(AuditEvent.Verdict.GRANTED, event.outcome());
        assertEquals(List.of("corp-saml"), event.facts().get("provider"));
        assertTrue(event.facts().values().stream().noneMatch(values -> values.contains("Engineers")));
    }

    @Test
    void S69aResponseIsSpentOnce() {
        assertTrue(saml("role").value().isPresent());
        refused(Reason.PROOF_REPLAYED, saml("role"));
        refused(Reason.PROOF_REPLAYED, saml("another role"));
    }

    @Test
    void perRoleAResponseServesEachRoleOnce() {
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.PER_ROLE, Set.of()));
        assertTrue(saml("role").value().isPresent());
        assertTrue(saml("another role").value().isPresent());
        refused(Reason.PROOF_REPLAYED, saml("role"));
    }

    @Test
    void aReusableTokenIsAcceptedAgain() {
        assertTrue(jwt().value().isPresent());
        assertTrue(jwt().value().isPresent());
    }

    @Test
    void S79aDisabledOrUnknownProviderIsRefused() {
        assertTrue(saml("role").value().isPresent());
        world.with(World.saml(Provider.State.DISABLED, Provider.ReplayScope.ONCE, Set.of()));
        refused(Reason.PROVIDER_DISABLED, saml("role"));
        world.without(World.CORP);
        refused(Reason.PROVIDER_UNKNOWN, saml("role"));
    }

    @Test
    void S88aProofOfAnotherKindOrProviderIsRefused() {
        refused(
                Reason.PROVIDER_MISMATCH,
                signIn.signIn(new Proof.Jwt("genuine"), Expectation.unsolicited(World.CORP, "role"), world.request()));
    }

    @Test
    void X09aBlockedSubjectIsRefused() {
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.PER_ROLE, Set.of("bob")));
        assertTrue(saml("role").value().isPresent());
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.PER_ROLE, Set.of("alice@corp.example.com")));
        refused(Reason.SUBJECT_DISABLED, saml("another role"));
    }

    @Test
    void anUnreadableProofIsRefusedAndAudited() {
        refused(
                Reason.TOKEN_MALFORMED,
                signIn.signIn(new Proof.Jwt("forged"), Expectation.fromIssuer("role"), world.request()));
    }
}
