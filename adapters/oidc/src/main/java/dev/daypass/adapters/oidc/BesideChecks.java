package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.Base64Url;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether what came beside an ID token belongs to it (OpenID Connect Core 3.1.3.8, 5.3.2). */
record BesideChecks(CompactToken token, Proof.Jwt.Beside beside, Overage overage) {
    Optional<Refusal> problem() {
        return accessTokenHash().or(() -> beside.userinfo().flatMap(this::userinfo));
    }

    /** Optional in the code flow, but what stands there must be right. */
    private Optional<Refusal> accessTokenHash() {
        if (!token.claims().has("at_hash")) {
            return Optional.empty();
        }
        byte[] expected = expectedHash().getBytes(StandardCharsets.US_ASCII);
        boolean fits = token.claims()
                .plain("at_hash")
                .filter(hash -> MessageDigest.isEqual(expected, hash.text().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        return fits
                ? Optional.empty()
                : refusal(Reason.TOKEN_CLAIM_INVALID, "O05: `at_hash` is not the access token's");
    }

    /** The left half of the access token's hash, by the hash of the ID token's algorithm. */
    private String expectedHash() {
        try {
            byte[] digest = MessageDigest.getInstance(token.header().algorithm().hashName())
                    .digest(beside.accessToken().reveal().getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has the SHA-2 hashes", e);
        }
    }

    private Optional<Refusal> userinfo(Attributes claims) {
        List<AttributeValue> subjects = claims.all("sub");
        boolean same = subjects.size() == 1
                && subjects.get(0) instanceof AttributeValue.Text text
                && token.registered().subject().filter(text.text()::equals).isPresent();
        if (!same) {
            return refusal(Reason.TOKEN_CLAIM_INVALID, "O08: `sub` of userinfo is not that of the ID token");
        }
        return overage.problem(claims.asMap());
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(TokenRefusals.refusal(reason, detail));
    }

    @Override
    public String toString() {
        return "BesideChecks[" + token + "]";
    }
}
