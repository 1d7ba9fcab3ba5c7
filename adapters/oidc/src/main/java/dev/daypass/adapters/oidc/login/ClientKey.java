package dev.daypass.adapters.oidc.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/**
 * Our private key at an OpenID provider, for assertions that prove who we are (RFC 7523 section 3 as revised). Where its
 * certificate stands beside it, assertions name that. Prints no key.
 */
public final class ClientKey {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final JOSEObjectType TYPE = new JOSEObjectType("client-authentication+jwt");

    private final PrivateKey key;
    private final JWSAlgorithm algorithm;
    private final Optional<Base64URL> certificate;

    private ClientKey(PrivateKey key, JWSAlgorithm algorithm, Optional<Base64URL> certificate) {
        this.key = key;
        this.algorithm = algorithm;
        this.certificate = certificate;
    }

    /**
     * Reads a PEM text with a key (PKCS#8), alone or with its certificate.
     *
     * @throws GeneralSecurityException if it is no such text; the message repeats nothing of it
     */
    public static ClientKey read(Secret pem) throws GeneralSecurityException {
        byte[] encoded = block(pem.reveal(), "PRIVATE KEY")
                .orElseThrow(() -> new GeneralSecurityException("there is no PEM `PRIVATE KEY` (PKCS#8)"));
        PrivateKey key = key(encoded);
        Optional<byte[]> certificate = block(pem.reveal(), "CERTIFICATE");
        return new ClientKey(
                key,
                algorithm(key),
                certificate.isPresent() ? Optional.of(thumbprint(certificate.get())) : Optional.empty());
    }

    /** A key that a check has read before. */
    static ClientKey of(Secret pem) {
        try {
            return read(pem);
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("a `clientKey` cannot be read", e);
        }
    }

    /**
     * An assertion for one request.
     *
     * @param audience the provider's issuer alone, so that no other server can use it there (CVE-2025-27370)
     */
    // The library knows the old Date alone.
    @SuppressWarnings("JavaUtilDate")
    String assertion(String clientId, String audience, String id, Instant now) {
        var header = new JWSHeader.Builder(algorithm).type(TYPE);
        certificate.ifPresent(header::x509CertSHA256Thumbprint);
        var claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .claim("aud", audience)
                .jwtID(id)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        var token = new SignedJWT(header.build(), claims);
        try {
            token.sign(signer());
        } catch (JOSEException e) {
            throw new UnavailableException("a client assertion cannot be signed", e);
        }
        return token.serialize();
    }

    private JWSSigner signer() throws JOSEException {
        return key instanceof ECPrivateKey elliptic ? new ECDSASigner(elliptic) : new RSASSASigner(key);
    }

    private static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
        var form = new PKCS8EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(form);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(form);
        }
    }

    private static JWSAlgorithm algorithm(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof ECPrivateKey elliptic)) {
            return JWSAlgorithm.RS256;
        }
        Curve curve = Optional.ofNullable(Curve.forECParameterSpec(elliptic.getParams()))
                .orElseThrow(() -> new GeneralSecurityException("the key's curve is not known"));
        if (curve.equals(Curve.P_256)) {
            return JWSAlgorithm.ES256;
        }
        return curve.equals(Curve.P_384) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES512;
    }

    /** RFC 7515 section 4.1.8. */
    private static Base64URL thumbprint(byte[] certificate) throws GeneralSecurityException {
        var read = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(read.getEncoded()));
    }

    private static Optional<byte[]> block(String text, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            String body = text.substring(from + begin.length(), to);
            return Optional.of(Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a PEM `" + label + "` is not base64", e);
        }
    }

    @Override
    public String toString() {
        return "ClientKey[" + algorithm + "]";
    }
}
