package dev.daypass.adapters.saml.encryption;

import dev.daypass.adapters.saml.key.Pem;
import dev.daypass.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our RSA keys for encrypted assertions, newest first; several while they are changed. Prints no key. */
public final class DecryptionKeys {
    private final List<Pair> pairs;

    private DecryptionKeys(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /**
     * One key with what others need to encrypt to it.
     *
     * @param certificate the certificate that stood beside the key, if one did
     */
    public record Pair(PrivateKey privateKey, PublicKey publicKey, Optional<X509Certificate> certificate) {
        @Override
        public String toString() {
            return "Pair[***]";
        }
    }

    /**
     * Reads PEM texts: each holds a PKCS#8 RSA key and may hold its certificate.
     *
     * @throws GeneralSecurityException if one is not such a text; its message repeats nothing of it
     */
    public static DecryptionKeys read(List<Secret> texts) throws GeneralSecurityException {
        var pairs = new ArrayList<Pair>();
        for (Secret text : texts) {
            pairs.add(pair(text.reveal()));
        }
        return new DecryptionKeys(pairs);
    }

    public List<Pair> pairs() {
        return pairs;
    }

    private static Pair pair(String pem) throws GeneralSecurityException {
        var factory = KeyFactory.getInstance("RSA");
        PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(Pem.privateKey(pem)));
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new GeneralSecurityException("a decryption key is not an RSA key");
        }
        var publicKey = factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        return new Pair(key, publicKey, Pem.certificate(pem));
    }

    @Override
    public String toString() {
        return "DecryptionKeys[" + pairs.size() + "]";
    }
}
