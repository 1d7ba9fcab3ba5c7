package dev.daypass.core.world;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.provider.Provider;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verified identities with names. */
public final class Identities {
    public static final String AWS = "https://aws.amazon.com/SAML/Attributes/";

    private Identities() {}

    /** Alice of the Engineers, from the SAML provider. */
    public static Identity alice() {
        return alice(Map.of(), Optional.empty());
    }

    /** Alice with more attributes and an end to her session at the provider. */
    public static Identity alice(Map<String, List<String>> more, Optional<Instant> sessionEnd) {
        var sent = new HashMap<String, List<String>>(more);
        sent.put("mail", List.of("alice@corp.example.com"));
        sent.put("groups", List.of("Engineers", "Staff"));
        Identity identity = Identity.verified(
                World.CORP,
                "https://idp.example.com",
                new Subject(
                        "alice@corp.example.com", Optional.of("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
                List.of("https://broker.example.com/saml/corp-saml/acs"),
                Optional.empty(),
                Attributes.ofTexts(sent),
                new AuthenticationContext(
                        Optional.of(World.NOW), Optional.empty(), List.of(), Optional.empty(), sessionEnd),
                "_assertion-1");
        return normalised(World.saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of()), identity);
    }

    /** A build job of the CI issuer. */
    public static Identity job() {
        return job(Map.of());
    }

    /** The same job with more claims. */
    public static Identity job(Map<String, List<String>> more) {
        var claims = new HashMap<>(more);
        claims.put("repository", List.of("corp/app"));
        Identity identity = Identity.verified(
                World.CI,
                World.CI_ISSUER,
                new Subject("repo:corp/app:ref:refs/heads/main", Optional.empty()),
                List.of("daypass"),
                Optional.empty(),
                Attributes.ofTexts(claims),
                AuthenticationContext.unknown(),
                "jti-1");
        return normalised(World.token(), identity);
    }

    private static Identity normalised(Provider provider, Identity identity) {
        return identity.normalised(provider.mapping().apply(identity).value().orElseThrow());
    }
}
