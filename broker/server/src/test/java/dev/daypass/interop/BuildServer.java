package dev.daypass.interop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * A build server, provider {@code ci}, that signs tokens for its jobs.
 *
 * @param key its public half is in the broker's {@code ci.jwks.json}
 */
record BuildServer(ECKey key) {
    /** What a job of a repository shows to a broker. */
    SignedJWT jobToken(URI broker, String repository) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer("https://ci.example.com")
                .subject("job")
                .audience(broker.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("repository", repository)
                .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs ES256", e);
        }
        return token;
    }
}
