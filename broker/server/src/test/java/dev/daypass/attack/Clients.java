package dev.daypass.attack;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The OAuth clients of the attacked broker: their secrets, keys and certificates, and how honest ones use them. */
final class Clients {
    static final SigningKey KEY = SigningKey.ec("client-1");
    static final SamlKeys CERTIFICATE = SamlKeys.rsa();
    static final SamlKeys STRANGERS_CERTIFICATE = SamlKeys.rsa();
    static final String BROKER = "https://broker.example.com";
    static final String TOKEN_URI = BROKER + "/oauth/token";

    private static final Map<String, String> SECRETS = Map.of(
            "SHOP", "the-shops-secret-of-more-than-32-characters",
            "POST", "the-posts-secret-of-more-than-32-characters",
            "NARROW", "the-narrow-ones-secret-of-more-than-32-chars",
            "REPORTS", "the-services-long-term-secret-key-40-chr",
            "PLAIN", "the-plain-ones-secret-of-more-than-32-chars",
            "DESK", "the-desks-secret-of-more-than-32-characters",
            "KIOSK", "the-kiosks-secret-of-more-than-32-characters",
            "SERVICE", "the-services-secret-of-more-than-32-chars");

    private Clients() {}

    static Optional<String> secret(String name) {
        return Optional.ofNullable(SECRETS.get(name));
    }

    static HeaderLines.Line basic(String id, String secret) {
        String pair = Wire.encode(id) + ":" + Wire.encode(secret);
        return new HeaderLines.Line(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Its public keys as the configuration has them. */
    static String jwks() {
        var members = new ArrayList<String>();
        KEY.jwk().forEach((name, value) -> members.add("\"" + name + "\":\"" + value + "\""));
        return "{\"keys\":[{" + String.join(",", members) + "}]}";
    }

    /** An honest assertion of client {@code signing}. */
    static TokenDraft assertion(Instant now) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "signing");
        claims.put("sub", "signing");
        claims.put("aud", BROKER);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 60);
        claims.put("jti", UUID.randomUUID().toString());
        return new TokenDraft(Map.of("typ", "JWT"), claims);
    }

    /** An honest DPoP proof for the token endpoint. */
    static TokenDraft dpop(SigningKey key, Instant now, String nonce) {
        var jwk = new LinkedHashMap<>(key.jwk());
        List.of("kid", "use", "alg").forEach(jwk::remove);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", "POST");
        claims.put("htu", TOKEN_URI);
        claims.put("iat", now.getEpochSecond());
        claims.put("nonce", nonce);
        return new TokenDraft(Map.of("typ", "dpop+jwt", "jwk", jwk), claims);
    }

    static HeaderLines.Line proof(TokenDraft proof, SigningKey key) {
        return new HeaderLines.Line("DPoP", proof.signedBy(key));
    }

    /** A certificate as a proxy hands it on (RFC 9440). */
    static HeaderLines.Line forwarded(SamlKeys certificate) {
        String der = certificate.certificatePem().replaceAll("-----[A-Z ]+-----|\\s", "");
        return new HeaderLines.Line("Client-Cert", ":" + der + ":");
    }
}
