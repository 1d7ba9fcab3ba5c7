package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Enrichment;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.source.Findings;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory tells more of people for whom another provider vouches. */
final class EnrichmentTest {
    private final World world = new World();
    private final Directory directory = new Directory();
    private final Map<String, AttributeValue> claims = new HashMap<>();
    private final SignIn signIn =
            new SignIn(List.of(new Tokens()), directory, world.ledger, world.ledger, world.ledger);

    @BeforeEach
    void company() {
        directory.put("alice", "Staff", "Admins");
        world.with(Directory.provider(Provider.State.ENABLED, Optional.empty()));
        enriched(Set.of());
        claims.put("email", AttributeValue.of("alice@corp.example.com"));
        claims.put("email_verified", new AttributeValue.Flag(true));
        claims.put("group", AttributeValue.of("Guests"));
    }

    /** The CI issuer, as an OpenID provider whose people are in the directory. */
    private void enriched(Set<String> blocked) {
        var findings = new Findings();
        var compiler = new RuleCompiler();
        var mapping = compiler.mapping(
                        Map.of(
                                "email", World.expression("attr(\"email\", \"\")"),
                                "username", World.expression("attr(\"name\", \"\")"),
                                "groups", World.expression("attrs(\"group\")")),
                        findings)
                .orElseThrow();
        ProviderView view = ProviderView.passingOn(mapping, Optional.empty(), ProviderView.unprovenOpenIdClaims());
        var key = compiler.enrichmentKey(World.expression("user.email"), view, findings)
                .orElseThrow();
        var all = view.enrichedBy(ProviderView.named(Set.of("department")));
        var require = compiler.requirement(World.expression("\"Staff\" in user.groups"), all, findings)
                .orElseThrow();
        world.with(new Provider(
                World.CI,
                Provider.State.ENABLED,
                World.token().settings(),
                mapping,
                Optional.of(require),
                Provider.ReplayScope.ONCE,
                blocked,
                Optional.of(new Enrichment(Directory.ID, key))));
    }

    private final class Tokens implements ProofReader {
        @Override
        public Proof.Kind kind() {
            return Proof.Kind.JWT;
        }

        @Override
        public Outcome<ParsedProof> read(Proof proof) {
            return Outcome.granted(new Parsed(((Proof.Jwt) proof).compact()));
        }
    }

    private final class Parsed implements ParsedProof {
        private final String id;

        Parsed(String id) {
            this.id = id;
        }

        @Override
        public String claimedIssuer() {
            return World.CI_ISSUER;
        }

        @Override
        public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
            var sent = new HashMap<String, List<AttributeValue>>();
            claims.forEach((name, value) -> sent.put(name, List.of(value)));
            Identity identity = Identity.verified(
                    World.CI,
                    World.CI_ISSUER,
                    new Subject("0815", Optional.empty()),
                    List.of("daypass"),
                    Optional.empty(),
                    Attributes.of(sent),
                    AuthenticationContext.unknown(),
                    id);
            return Outcome.granted(new Verified(identity, id, request.instant().plus(Duration.ofMinutes(5))));
        }
    }

    private Outcome<Identity> show(String token) {
        return signIn.signIn(new Proof.Jwt(token), Expectation.fromIssuer("role"), world.request());
    }

    private Identity granted(String token) {
        return show(token).fold(identity -> identity, refusal -> {
            throw new AssertionError(refusal.toString());
        });
    }

    private void refused(Reason reason, String token) {
        assertEquals(Optional.of(reason), show(token).refusal().map(refusal -> refusal.reason()));
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
    }

    @Test
    void whatTheDirectorySaysIsAdded() {
        Identity alice = granted("jti-1");
        assertEquals(List.of("Guests", "Staff", "Admins"), alice.user().texts("groups"), "own values first");
        assertEquals(List.of("alice"), alice.user().texts("username"), "an empty text is no value");
        assertTrue(alice.user().isSingle("username"));
        assertEquals("0815", alice.subject().value());
        assertEquals(World.CI, alice.provider());
        AuditEvent event = world.ledger.lastEvent();
        assertEquals(List.of("corp-ad"), event.facts().get("enrichedBy"));
        assertFalse(event.toString().contains("Admins"), "no value is told");
    }

    @Test
    void aValueOfItsOwnStays() {
        claims.put("name", AttributeValue.of("alice of CI"));
        assertEquals(List.of("alice of CI"), granted("jti-1").user().texts("username"));
    }

    @Test
    void theRequirementSeesWhatTheDirectorySays() {
        granted("jti-1");
        directory.put("alice", "Admins");
        refused(Reason.REQUIREMENT_NOT_MET, "jti-2");
    }

    @Test
    void aDirectoryThatIsDownBurnsNoProof() {
        directory.stop();
        refused(Reason.DIRECTORY_UNREACHABLE, "jti-1");
        directory.start();
        granted("jti-1");
        refused(Reason.PROOF_REPLAYED, "jti-1");
    }

    @Test
    void whoeverTheDirectoryDoesNotKnowAsOneEnabledPersonIsRefused() {
        granted("jti-1");
        directory.disable("alice");
        refused(Reason.ENRICHMENT_FAILED, "jti-2");
        directory.put("alice", "Staff");
        directory.putWithMailOf("alice", "mallory");
        refused(Reason.ENRICHMENT_FAILED, "jti-3");
        claims.put("email", AttributeValue.of("nobody@corp.example.com"));
        refused(Reason.ENRICHMENT_FAILED, "jti-4");
    }

    @Test
    void whoHasNoKeyIsRefused() {
        granted("jti-1");
        claims.remove("email");
        refused(Reason.ENRICHMENT_FAILED, "jti-2");
        claims.put("email", AttributeValue.of(" "));
        refused(Reason.ENRICHMENT_FAILED, "jti-3");
    }

    @Test
    void O09aMailThatNobodyVerifiedGivesNobodysGroups() {
        granted("jti-1");
        claims.put("email_verified", new AttributeValue.Flag(false));
        refused(Reason.ENRICHMENT_FAILED, "jti-2");
        claims.remove("email_verified");
        refused(Reason.ENRICHMENT_FAILED, "jti-3");
    }

    @Test
    void X09whoIsBlockedAtTheDirectoryIsRefused() {
        granted("jti-1");
        Provider open = Directory.provider(Provider.State.ENABLED, Optional.empty());
        world.with(new Provider(
                open.id(),
                open.state(),
                open.settings(),
                open.mapping(),
                open.require(),
                open.replay(),
                Set.of("alice")));
        refused(Reason.ENRICHMENT_FAILED, "jti-2");
    }

    @Test
    void aDisabledDirectoryLetsNobodyIn() {
        granted("jti-1");
        world.with(Directory.provider(Provider.State.DISABLED, Optional.empty()));
        refused(Reason.ENRICHMENT_FAILED, "jti-2");
    }

    @Test
    void whoIsBlockedAtTheProviderIsNotAskedAbout() {
        granted("jti-1");
        enriched(Set.of("0815"));
        directory.stop();
        refused(Reason.SUBJECT_DISABLED, "jti-2");
    }
}
