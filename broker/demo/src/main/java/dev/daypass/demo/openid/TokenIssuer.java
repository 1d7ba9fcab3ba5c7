package dev.daypass.demo.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.LoopbackServer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signs tokens with one key of its own, and tells the world that key. Safe for several threads. */
final class TokenIssuer {
    private static final int ID_BYTES = 16;
    private static final Duration VALID = Duration.ofMinutes(10);

    private final URI issuer;
    private final Clock clock;
    private final SecureRandom random;
    private final ECKey key;

    /**
     * Makes one with a fresh key.
     *
     * @throws IllegalArgumentException if the issuer is not on this machine
     */
    TokenIssuer(URI issuer, Clock clock, SecureRandom random) {
        this.issuer = Loopback.require(issuer);
        this.clock = clock;
        this.random = random;
        this.key = key();
    }

    URI issuer() {
        return issuer;
    }

    /**
     * Serves discovery and keys.
     *
     * @param more what its discovery document says beside
     */
    void serveOn(LoopbackServer server, Map<String, Object> more) {
        server.serve(issuer.getPath() + "/.well-known/openid-configuration", query -> Document.json(discovery(more)));
        server.serve(issuer.getPath() + "/jwks", query -> Document.json(new JWKSet(key).toString()));
    }

    /** A signed token that is valid for ten minutes. */
    String sign(String subject, String audience, Map<String, Object> claims) {
        return sign(JOSEObjectType.JWT, subject, audience, claims);
    }

    /** A logout token for one session (OpenID Connect Back-Channel Logout 2.4). */
    String signLogout(String subject, String audience, String sid) {
        var event = Map.<String, Object>of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        return sign(new JOSEObjectType("logout+jwt"), subject, audience, Map.of("sid", sid, "events", event));
    }

    private String sign(JOSEObjectType type, String subject, String audience, Map<String, Object> claims) {
        Instant now = clock.instant();
        var set = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .jwtID(randomHex());
        claims.forEach(set::claim);
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(type)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, set.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java does not sign with P-256", e);
        }
        return token.serialize();
    }

    /** Seconds since 1970, as tokens write moments. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    private String discovery(Map<String, Object> more) {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer.toString());
        document.put("jwks_uri", issuer + "/jwks");
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("ES256"));
        document.putAll(more);
        return JSONObjectUtils.toJSONString(document);
    }

    private ECKey key() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(Curve.P_256.toECParameterSpec(), random);
            KeyPair pair = generator.generateKeyPair();
            return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(randomHex())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no P-256 keys", e);
        }
    }

    /** 128 random bits. */
    String randomHex() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
