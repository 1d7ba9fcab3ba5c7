package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what each check of a sign-in makes of a proof. Reads and verifies it as {@link SignIn} does, with the same
 * readers, but spends nothing, begins nothing and hands out no identity to act by: what comes out of here is looked at.
 * Safe for several threads.
 */
public final class ProofInspection {
    /** What a proof is refused for that was good at another time. */
    private static final Set<Reason> TOO_LATE_OR_EARLY =
            EnumSet.of(Reason.PROOF_EXPIRED, Reason.PROOF_NOT_YET_VALID, Reason.AUTHENTICATION_TOO_OLD);

    private final Map<Proof.Kind, ProofReader> readers = new EnumMap<>(Proof.Kind.class);
    private final Enriching enriching;

    public ProofInspection(List<ProofReader> readers, DirectoryLookup directories) {
        readers.forEach(reader -> this.readers.put(reader.kind(), reader));
        this.enriching = new Enriching(directories);
    }

    /** What is checked, in this order. */
    public enum Stage {
        /** Well-formed and within limits. */
        FORM,
        /** Of a provider that is known and enabled. */
        PROVIDER,
        /** Signature, issuer, audience and all else that time does not change. */
        CONTENT,
        /** Valid now. */
        TIMES,
        /** Its subject is not blocked. */
        SUBJECT,
        /** The provider's {@code attributes} can be made. */
        ATTRIBUTES,
        /** The directory tells of its subject. */
        DIRECTORY,
        /** The provider's {@code require} holds. */
        REQUIREMENT
    }

    /** One check; it holds if nothing refuses. */
    public record Check(Stage stage, Optional<Refusal> refusal) {
        public boolean holds() {
            return refusal.isEmpty();
        }
    }

    /**
     * What came of all of them.
     *
     * @param person whom the proof is about; absent if it is not the provider's word, or cannot be read
     * @param madeAt when the proof says it was made
     */
    public record Inspection(List<Check> checks, Optional<Identity> person, Optional<Instant> madeAt) {
        public Inspection {
            checks = List.copyOf(checks);
        }
    }

    /**
     * Inspects a Response or a token.
     *
     * @param named whose it must be; absent: it tells
     */
    public Inspection inspect(Proof proof, Optional<ProviderId> named, RequestContext request) {
        if (!(proof instanceof Proof.SamlResponse) && !(proof instanceof Proof.Jwt)) {
            throw new IllegalArgumentException("only what a provider signed can be inspected");
        }
        var checks = new ArrayList<Check>();
        ProofReader reader = Optional.ofNullable(readers.get(proof.kind())).orElseThrow();
        Optional<ParsedProof> parsed = noted(Stage.FORM, reader.read(proof), checks);
        Optional<Instant> madeAt = parsed.flatMap(read -> read.claimed().madeAt());
        Optional<Identity> person = parsed.flatMap(read -> verified(read, proof.kind(), named, request, checks));
        return new Inspection(checks, person, madeAt);
    }

    /** What the checks make of somebody whose proof was good at another time. */
    public Inspection again(Identity recorded, RequestContext request) {
        var checks = new ArrayList<Check>();
        Outcome<Provider> known = request.snapshot()
                .provider(recorded.provider())
                .map(ProofInspection::enabled)
                .orElseGet(() -> Outcome.refused(
                        Reason.PROVIDER_UNKNOWN, "no such provider", "the provider is no longer configured"));
        Optional<Provider> provider = noted(Stage.PROVIDER, known, checks);
        Optional<Identity> person = provider.flatMap(from -> {
            // What a directory told then is in the user alone; it is not asked again.
            boolean whole = from.enrichment().isPresent();
            return known(from, recorded, request, !whole, checks);
        });
        return new Inspection(checks, person, Optional.empty());
    }

    private static Outcome<Provider> enabled(Provider provider) {
        return provider.state() == Provider.State.ENABLED
                ? Outcome.granted(provider)
                : Outcome.refused(
                        Reason.PROVIDER_DISABLED, "the provider is disabled", "S79: the provider is disabled");
    }

    private Optional<Identity> verified(
            ParsedProof parsed,
            Proof.Kind kind,
            Optional<ProviderId> named,
            RequestContext request,
            List<Check> checks) {
        var expectation = new Expectation(named, parsed.claimed().answers(), Optional.empty());
        Outcome<List<Provider>> candidates = SignIn.candidates(parsed, kind, expectation, request.snapshot());
        return noted(Stage.PROVIDER, candidates, checks).flatMap(providers -> {
            Provider provider = providers.stream()
                    .filter(candidate -> parsed.verify(candidate, expectation, request)
                            .value()
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> providers.get(0));
            return content(parsed, provider, expectation, request, checks)
                    .flatMap(identity -> known(provider, identity, request, true, checks));
        });
    }

    /** A proof that is too old is verified as of when it was made: so one learns whether age is all that is wrong. */
    private static Optional<Identity> content(
            ParsedProof parsed,
            Provider provider,
            Expectation expectation,
            RequestContext request,
            List<Check> checks) {
        Outcome<Verified> now = parsed.verify(provider, expectation, request);
        Optional<Refusal> untimely = now.refusal().filter(refusal -> TOO_LATE_OR_EARLY.contains(refusal.reason()));
        Outcome<Verified> then = untimely.flatMap(refusal -> parsed.claimed().madeAt())
                .map(made -> parsed.verify(provider, expectation, asOf(made, request)))
                .orElse(now);
        Optional<Verified> verified = noted(Stage.CONTENT, then, checks);
        verified.ifPresent(holds -> checks.add(new Check(Stage.TIMES, untimely)));
        return verified.map(Verified::identity);
    }

    private static RequestContext asOf(Instant instant, RequestContext request) {
        return new RequestContext(request.correlationId(), request.client(), instant, request.snapshot());
    }

    /** What sign-in does once a proof is verified, going on where it would stop. */
    private Optional<Identity> known(
            Provider provider, Identity identity, RequestContext request, boolean fresh, List<Check> checks) {
        boolean blocked = provider.blockedSubjects().contains(identity.subject().value());
        checks.add(new Check(
                Stage.SUBJECT,
                blocked
                        ? Optional.of(new Refusal(
                                Reason.SUBJECT_DISABLED, "blocked", "X09: the subject is among `blockedSubjects`"))
                        : Optional.empty()));
        Optional<Identity> known = Optional.of(identity);
        if (fresh) {
            known = noted(Stage.ATTRIBUTES, provider.mapping().apply(identity).map(identity::normalised), checks);
            if (provider.enrichment().isPresent()) {
                known = known.flatMap(
                        person -> noted(Stage.DIRECTORY, enriching.enrich(person, provider, request), checks));
            }
        }
        known.ifPresent(person -> provider.require()
                .ifPresent(require -> checks.add(
                        new Check(Stage.REQUIREMENT, require.check(person).refusal()))));
        return known;
    }

    private static <T> Optional<T> noted(Stage stage, Outcome<T> outcome, List<Check> checks) {
        checks.add(new Check(stage, outcome.refusal()));
        return outcome.value();
    }
}
