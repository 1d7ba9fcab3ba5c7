package dev.daypass.core.explain;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whom a provider would vouch for. Never the outcome of a sign-in: it leads to explanations only.
 *
 * @param subject the provider's name for the person
 * @param attributes as the provider would send them
 * @param told what the directory would say that the provider is enriched by; absent: it is not asked
 */
public record Imagined(Provider provider, String subject, Attributes attributes, Optional<Attributes> told) {
    private static final String UNKNOWN_ISSUER = "urn:daypass:issuer-in-metadata";

    /** Somebody of whom no directory tells. */
    public Imagined(Provider provider, String subject, Attributes attributes) {
        this(provider, subject, attributes, Optional.empty());
    }

    /** The identity that a directory would come to, for what it tells. */
    Identity toldBy(Provider directory, Attributes says) {
        return Identity.verified(
                directory.id(),
                UNKNOWN_ISSUER,
                new Subject(subject, Optional.empty()),
                List.of(),
                Optional.empty(),
                says,
                AuthenticationContext.unknown(),
                "imagined");
    }

    /** The identity that a proof with all the rest as it should be would come to. */
    Identity identity(Snapshot snapshot, Instant now) {
        return Identity.verified(
                provider.id(),
                issuer(),
                new Subject(subject, Optional.empty()),
                audiences(snapshot),
                authorizedParty(),
                attributes,
                new AuthenticationContext(
                        Optional.of(now), Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                "imagined");
    }

    /** What is taken for granted beside the attributes, for people. */
    List<String> assumptions(Snapshot snapshot) {
        var assumptions = new ArrayList<String>();
        assumptions.add("the proof is valid, made for " + String.join(", ", audiences(snapshot)) + ", and unspent");
        assumptions.add("the issuer is " + (issuer().equals(UNKNOWN_ISSUER) ? "the metadata's entity id" : issuer()));
        authorizedParty().ifPresent(party -> assumptions.add("the authorized party is " + party));
        assumptions.add("the subject is `" + subject + "`, authenticated now");
        provider.enrichment()
                .ifPresent(enrichment -> assumptions.add("the directory `" + enrichment.from() + "` is not asked: "
                        + (told.isPresent() ? "it says what is given" : "what it would add is missing")));
        assumptions.add("the caller sends no tags, no source identity and no session policy, over TLS");
        return assumptions;
    }

    private String issuer() {
        if (provider.settings() instanceof TokenSettings token) {
            return token.issuer();
        }
        return provider.settings() instanceof SamlSettings saml
                ? saml.entityId().orElse(UNKNOWN_ISSUER)
                : UNKNOWN_ISSUER;
    }

    private List<String> audiences(Snapshot snapshot) {
        return provider.settings() instanceof TokenSettings token
                ? token.audiences().stream().sorted().toList()
                : List.of(snapshot.issuer() + "/saml/" + provider.id() + "/acs");
    }

    private Optional<String> authorizedParty() {
        return provider.settings() instanceof TokenSettings token
                ? token.client().map(TokenSettings.Client::id)
                : Optional.empty();
    }
}
