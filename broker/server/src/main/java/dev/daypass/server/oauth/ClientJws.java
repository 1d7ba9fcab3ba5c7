package dev.daypass.server.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.daypass.core.octets.Utf8;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A token that a client signed: an assertion of its identity or a DPoP proof. Read strictly: one spelling of base64url, no
 * JSON member twice, asymmetric algorithms only, and a key fits only the algorithm that it is made for (RFC 8725).
 */
final class ClientJws {
    private static final int LONGEST = 8192;
    private static final int SHORTEST_RSA = 2048;
    /** An Ed25519 public key in front of its 32 bytes (RFC 8410 section 10.1). */
    private static final byte[] ED25519 = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64", "jku", "x5u", "x5c", "zip");

    private final String compact;
    private final Node.Mapping header;
    private final Node.Mapping claims;

    private ClientJws(String compact, Node.Mapping header, Node.Mapping claims) {
        this.compact = compact;
        this.header = header;
        this.claims = claims;
    }

    /** A token whose form is right; nothing of it is believed yet. */
    static Optional<ClientJws> parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (compact.length() > LONGEST || parts.length != 3 || octets(parts[2]).isEmpty()) {
            return Optional.empty();
        }
        return object(parts[0])
                .filter(header -> header.asMap().keySet().stream().noneMatch(FORBIDDEN::contains))
                .flatMap(header -> object(parts[1]).map(claims -> new ClientJws(compact, header, claims)));
    }

    private static Optional<Node.Mapping> object(String part) {
        return octets(part)
                .flatMap(Utf8::text)
                .flatMap(text -> new JsonTree().read("token", text).value())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
    }

    private static Optional<byte[]> octets(String part) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(part);
            boolean only = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(octets)
                    .equals(part);
            return only ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A header parameter that is a text. */
    Optional<String> header(String name) {
        return text(header, name);
    }

    /** The public key in the header (RFC 7515 section 4.1.3); one that tells a private part is none. */
    Optional<JWK> headerKey() {
        return header.get("jwk")
                .filter(Node.Mapping.class::isInstance)
                .flatMap(node -> key(new JsonValues().text(node)))
                .filter(key -> !key.isPrivate());
    }

    /** A claim that is a text. */
    Optional<String> text(String claim) {
        return text(claims, claim);
    }

    /** A claim that is a whole number of seconds. */
    Optional<Long> seconds(String claim) {
        return claims.get(claim)
                .filter(node -> node instanceof Node.Scalar scalar
                        && scalar.type() == Node.ScalarType.NUMBER
                        && scalar.text().matches("[0-9]{1,12}"))
                .map(node -> Long.parseLong(((Node.Scalar) node).text()));
    }

    boolean has(String claim) {
        return claims.get(claim).isPresent();
    }

    /** Whether a key made this signature, by the one algorithm family that the key is for. */
    boolean isSignedBy(JWK key) {
        String algorithm = header("alg").orElse("");
        boolean named =
                key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm);
        boolean forSigning =
                key.getKeyUse() == null || key.getKeyUse().identifier().equals("sig");
        if (!named || !forSigning) {
            return false;
        }
        try {
            if (key instanceof ECKey elliptic) {
                return algorithm.equals(algorithmOf(elliptic.getCurve())) && verify(new ECDSAVerifier(elliptic));
            }
            if (key instanceof RSAKey rsa) {
                return RSA.contains(algorithm) && rsa.size() >= SHORTEST_RSA && verify(new RSASSAVerifier(rsa));
            }
            return key instanceof OctetKeyPair pair && algorithm.equals("EdDSA") && edwards(pair);
        } catch (JOSEException | ParseException | GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithmOf(Curve curve) {
        return curve.equals(Curve.P_256) ? "ES256" : curve.equals(Curve.P_384) ? "ES384" : "ES512";
    }

    private boolean verify(JWSVerifier verifier) throws JOSEException, ParseException {
        return JWSObject.parse(compact).verify(verifier);
    }

    private boolean edwards(OctetKeyPair pair) throws GeneralSecurityException {
        byte[] point = pair.getDecodedX();
        if (!pair.getCurve().equals(Curve.Ed25519) || point.length != 32) {
            return false;
        }
        byte[] encoded = ByteBuffer.allocate(ED25519.length + point.length)
                .put(ED25519)
                .put(point)
                .array();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        int dot = compact.lastIndexOf('.');
        signature.update(compact.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(octets(compact.substring(dot + 1)).orElseThrow());
    }

    private static Optional<JWK> key(String json) {
        try {
            return Optional.of(JWK.parse(json));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Node.Mapping object, String name) {
        return object.get(name)
                .filter(node -> node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.TEXT)
                .map(node -> ((Node.Scalar) node).text());
    }

    @Override
    public String toString() {
        return "ClientJws[" + header("typ").orElse("-") + "]";
    }
}
