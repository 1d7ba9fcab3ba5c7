package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.RegisteredClaims;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Verified;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the identity of a token that passed every check. Claims become attributes as they are: typed, in their order,
 * objects as structures, the AWS claims for tags and source identity among them. Userinfo adds what the token does not say
 * itself: what is signed counts.
 */
record VerifiedToken(CompactToken token, Attributes userinfo, TokenSettings settings) {
    /** Claims about the token, not about its subject; the identity has what matters of them. */
    private static final Set<String> MECHANICS =
            Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "at_hash", "c_hash", "s_hash");

    Verified of(ProviderId provider) {
        RegisteredClaims registered = token.registered();
        String proofId = registered.tokenId().orElseGet(() -> "sha-256:" + token.fingerprint());
        Identity identity = Identity.verified(
                provider,
                registered.issuer(),
                new Subject(registered.subject().orElseThrow(), Optional.empty()),
                registered.audiences(),
                registered.authorizedParty(),
                attributes(),
                authentication(registered),
                proofId);
        Instant until =
                registered.times().expiry().orElseThrow().plus(settings.checks().skew());
        Identity dated = registered.times().issuedAt().map(identity::vouchedAt).orElse(identity);
        return new Verified(dated, registered.issuer() + " " + proofId, until);
    }

    private Attributes attributes() {
        var attributes =
                new LinkedHashMap<String, List<AttributeValue>>(token.claims().asMap());
        userinfo.asMap().forEach(attributes::putIfAbsent);
        attributes.keySet().removeAll(MECHANICS);
        return Attributes.of(attributes);
    }

    private static AuthenticationContext authentication(RegisteredClaims registered) {
        RegisteredClaims.Authentication how = registered.authentication();
        return new AuthenticationContext(
                registered.times().authenticatedAt(),
                how.contextClass(),
                how.methods(),
                how.session(),
                Optional.empty());
    }
}
