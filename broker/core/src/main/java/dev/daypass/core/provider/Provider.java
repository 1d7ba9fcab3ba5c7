package dev.daypass.core.provider;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.Requirement;
import java.util.Optional;
import java.util.Set;

/**
 * An outside system whose proofs are accepted.
 *
 * @param state a disabled provider is refused at every entrance
 * @param mapping makes {@code user.*} of what the provider sends
 * @param require what every identity of this provider must fulfil
 * @param replay how often one proof may be used
 * @param blockedSubjects subjects refused although the provider vouches for them
 * @param enrichment a directory that is asked about everybody who signs in here
 * @param listing how people find it
 */
public record Provider(
        ProviderId id,
        State state,
        ProviderSettings settings,
        AttributeMapping mapping,
        Optional<Requirement> require,
        ReplayScope replay,
        Set<String> blockedSubjects,
        Optional<Enrichment> enrichment,
        Listing listing) {
    public Provider {
        blockedSubjects = Set.copyOf(blockedSubjects);
    }

    /** A provider that is listed under its name. */
    public Provider(
            ProviderId id,
            State state,
            ProviderSettings settings,
            AttributeMapping mapping,
            Optional<Requirement> require,
            ReplayScope replay,
            Set<String> blockedSubjects,
            Optional<Enrichment> enrichment) {
        this(id, state, settings, mapping, require, replay, blockedSubjects, enrichment, Listing.plain());
    }

    /** A provider that tells all there is to know of its people. */
    public Provider(
            ProviderId id,
            State state,
            ProviderSettings settings,
            AttributeMapping mapping,
            Optional<Requirement> require,
            ReplayScope replay,
            Set<String> blockedSubjects) {
        this(id, state, settings, mapping, require, replay, blockedSubjects, Optional.empty());
    }

    /** What people read where it is meant. */
    public String label() {
        return listing.label().orElseGet(id::name);
    }

    /** Somebody of this provider with what its map makes of what it sent; refused if that does not fulfil its demands. */
    public Outcome<Identity> admit(Identity identity) {
        return mapping.apply(identity)
                .map(identity::normalised)
                .then(known -> require.map(demand -> demand.check(known)).orElseGet(() -> Outcome.granted(known)));
    }

    /** Whether the provider may be used. */
    public enum State {
        ENABLED,
        DISABLED
    }

    /** How often one proof may be spent. */
    public enum ReplayScope {
        /** Once, whatever for: the default for SAML (SAML Profiles 4.1.4.5). */
        ONCE,
        /** Once for each role: for tools that fan one Response out. */
        PER_ROLE,
        /** Until it expires: the default for JWTs, which SDKs present again to refresh a session. */
        REUSABLE
    }
}
