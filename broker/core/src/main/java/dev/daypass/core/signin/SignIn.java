package dev.daypass.core.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an identity of a proof. Every entrance that takes proofs goes through {@link #signIn}, so that none can forget a
 * phase. Safe for several threads.
 */
public final class SignIn {
    private final Map<Proof.Kind, ProofReader> readers = new EnumMap<>(Proof.Kind.class);
    private final Enriching enriching;
    private final SignedOut signedOut;
    private final ReplayStore replay;
    private final AuditSink audit;
    private final SignInWitness witness;

    /** Sign-ins that nobody else is told of. */
    public SignIn(
            List<ProofReader> readers,
            DirectoryLookup directories,
            RevocationStore revocations,
            ReplayStore replay,
            AuditSink audit) {
        this(readers, directories, new SignedOut(revocations), replay, audit, SignInWitness.none());
    }

    /**
     * @param directories are asked about people whose provider says so
     * @param signedOut knows whom providers have signed out
     * @param witness is told of those that came about
     */
    public SignIn(
            List<ProofReader> readers,
            DirectoryLookup directories,
            SignedOut signedOut,
            ReplayStore replay,
            AuditSink audit,
            SignInWitness witness) {
        this.witness = witness;
        readers.forEach(reader -> this.readers.put(reader.kind(), reader));
        this.enriching = new Enriching(directories);
        this.signedOut = signedOut;
        this.replay = replay;
        this.audit = audit;
    }

    /**
     * Reads and verifies a proof, normalises what it says and spends it; audited either way. A proof is spent after the
     * directory has told of its subject, so that a directory that is down burns none.
     */
    public Outcome<Identity> signIn(Proof proof, Expectation expectation, RequestContext request) {
        AuditFacts facts = request.facts().put("proof", proof.kind().name());
        Outcome<Identity> outcome = read(proof)
                .then(parsed -> verify(parsed, proof.kind(), expectation, request, facts))
                .then(SignIn::subjectNotBlocked)
                .then(claim -> notSignedOut(claim, request))
                .then(SignIn::normalise)
                .then(claim -> enrich(claim, request, facts))
                .then(claim -> spend(claim, expectation))
                .then(SignIn::fulfilsRequirement)
                .map(Claim::identity);
        audit.append(outcome.fold(
                identity -> facts.granted(AuditEvent.Kind.SIGN_IN),
                refusal -> facts.refused(AuditEvent.Kind.SIGN_IN, refusal)));
        outcome.value().ifPresent(identity -> witness.signedIn(identity, request.instant()));
        return outcome;
    }

    private Outcome<ParsedProof> read(Proof proof) {
        ProofReader reader = readers.get(proof.kind());
        if (reader == null) {
            throw new IllegalStateException("no reader is wired for " + proof.kind());
        }
        return reader.read(proof);
    }

    /** A verified proof on its way through the remaining phases. */
    private record Claim(Provider provider, Verified verified, Identity identity) {}

    private static Outcome<Claim> verify(
            ParsedProof parsed, Proof.Kind kind, Expectation expectation, RequestContext request, AuditFacts facts) {
        return candidates(parsed, kind, expectation, request.snapshot())
                .then(known -> ClientGate.admits(parsed, known, expectation))
                .then(candidates -> {
                    Optional<Outcome<Claim>> first = Optional.empty();
                    for (Provider provider : candidates) {
                        facts.put("provider", provider.id().name());
                        Outcome<Claim> claim = parsed.verify(provider, expectation, request)
                                .map(verified -> new Claim(provider, verified, verified.identity()));
                        claim.value().ifPresent(granted -> tell(granted.identity(), facts));
                        if (claim.value().isPresent() || candidates.size() == 1) {
                            return claim;
                        }
                        first = first.isPresent() ? first : Optional.of(claim);
                    }
                    return first.orElseThrow();
                });
    }

    private static void tell(Identity identity, AuditFacts facts) {
        facts.put("issuer", identity.issuer())
                .put("subject", identity.subject().value())
                .put("proofId", identity.proofId())
                .put("attributes", identity.attributes().names());
    }

    /** The enabled providers that may have made the proof: the one expected, or those of its claimed issuer. */
    static Outcome<List<Provider>> candidates(
            ParsedProof parsed, Proof.Kind kind, Expectation expectation, Snapshot snapshot) {
        List<Provider> known = expectation
                .provider()
                .map(id -> snapshot.provider(id).stream().toList())
                .orElseGet(() -> told(parsed, kind, expectation, snapshot));
        if (known.size() > 1 && Directories.isAsked(kind)) {
            return Directories.nameOne();
        }
        if (known.isEmpty()) {
            return Outcome.refused(
                    Reason.PROVIDER_UNKNOWN,
                    "No identity provider of this name or issuer is configured",
                    "no provider for "
                            + expectation.provider().map(Object::toString).orElse("the proof"));
        }
        if (known.stream().anyMatch(provider -> !takes(provider, kind))) {
            return Outcome.refused(
                    Reason.PROVIDER_MISMATCH,
                    "This identity provider does not issue this kind of proof",
                    "S88: provider `" + known.get(0).id() + "` does not issue " + kind);
        }
        List<Provider> enabled = known.stream()
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .toList();
        return enabled.isEmpty()
                ? Outcome.refused(
                        Reason.PROVIDER_DISABLED,
                        "This identity provider is disabled",
                        "S79: provider `" + known.get(0).id() + "` is disabled")
                : Outcome.granted(enabled);
    }

    /** The providers that a proof itself says it comes from. */
    private static List<Provider> told(
            ParsedProof parsed, Proof.Kind kind, Expectation expectation, Snapshot snapshot) {
        return switch (kind) {
            case JWT -> snapshot.providersOf(parsed.claimedIssuer());
            case PASSWORD, KERBEROS_TICKET -> Directories.of(kind, expectation, snapshot);
            case SAML_RESPONSE ->
                parsed.claimedDestination().stream()
                        .flatMap(destination -> snapshot.providers().stream()
                                .filter(provider -> destination.equals(snapshot.issuer() + "/saml/"
                                        + provider.id().name() + "/acs")))
                        .toList();
        };
    }

    private static boolean takes(Provider provider, Proof.Kind kind) {
        return switch (kind) {
            case SAML_RESPONSE -> provider.settings().kind() == ProviderSettings.Kind.SAML;
            case JWT ->
                provider.settings().kind() == ProviderSettings.Kind.OIDC
                        || provider.settings().kind() == ProviderSettings.Kind.JWT;
            case PASSWORD -> provider.settings().kind() == ProviderSettings.Kind.DIRECTORY;
            case KERBEROS_TICKET -> Directories.takesTickets(provider);
        };
    }

    private Outcome<Claim> spend(Claim claim, Expectation expectation) {
        Optional<String> spending = claim.verified().replayKey().flatMap(key -> switch (claim.provider()
                .replay()) {
            case ONCE -> Optional.of(key);
            case PER_ROLE -> Optional.of(key + "\n" + expectation.spentFor().orElse(""));
            case REUSABLE -> Optional.empty();
        });
        if (spending.isEmpty()
                || replay.spend(spending.get(), claim.verified().until()) == ReplayStore.Spending.FIRST) {
            return Outcome.granted(claim);
        }
        return Outcome.refused(
                Reason.PROOF_REPLAYED,
                "This assertion or token has been used before; sign in again",
                "S69: proof `" + claim.identity().proofId() + "` was spent before");
    }

    private static Outcome<Claim> subjectNotBlocked(Claim claim) {
        return claim.provider()
                        .blockedSubjects()
                        .contains(claim.identity().subject().value())
                ? Outcome.refused(
                        Reason.SUBJECT_DISABLED,
                        "This subject may not sign in",
                        "X09: the subject is blocked at provider `"
                                + claim.provider().id() + "`")
                : Outcome.granted(claim);
    }

    /** A logout applies to a proof that was made before it and arrives after it. */
    private Outcome<Claim> notSignedOut(Claim claim, RequestContext request) {
        return signedOut.has(claim.identity(), request.instant())
                ? Outcome.refused(
                        Reason.SUBJECT_SIGNED_OUT,
                        "The identity provider has signed this person out since; sign in again",
                        "X10: proof `" + claim.identity().proofId() + "` was made before a logout at provider `"
                                + claim.provider().id() + "`")
                : Outcome.granted(claim);
    }

    private static Outcome<Claim> normalise(Claim claim) {
        return claim.provider()
                .mapping()
                .apply(claim.identity())
                .map(user -> new Claim(
                        claim.provider(), claim.verified(), claim.identity().normalised(user)));
    }

    private Outcome<Claim> enrich(Claim claim, RequestContext request, AuditFacts facts) {
        claim.provider()
                .enrichment()
                .ifPresent(
                        enrichment -> facts.put("enrichedBy", enrichment.from().name()));
        return enriching
                .enrich(claim.identity(), claim.provider(), request)
                .map(identity -> new Claim(claim.provider(), claim.verified(), identity));
    }

    private static Outcome<Claim> fulfilsRequirement(Claim claim) {
        return claim.provider()
                .require()
                .map(require -> require.check(claim.identity()).map(identity -> claim))
                .orElseGet(() -> Outcome.granted(claim));
    }
}
