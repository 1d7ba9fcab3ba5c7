package dev.daypass.adapters.oidc.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** S34, J14: a Java whose ECDSA believes zeros is found out before it serves. */
@Isolated("installs a security provider")
final class CryptoSelfTestTest {
    @Test
    void thisJavaPasses() {
        assertEquals(List.of(), new CryptoSelfTest(new SecureRandom()).problems());
    }

    @Test
    void j14PsychicSignaturesAreFoundOut() {
        var psychic = new Provider("psychic", "1", "believes every ECDSA signature") {};
        psychic.put("Signature.SHA256withECDSAinP1363Format", Believer.class.getName());
        Security.insertProviderAt(psychic, 1);
        try {
            List<String> problems = new CryptoSelfTest(new SecureRandom(), EnumSet.of(JwsAlgorithm.ES256)).problems();
            assertEquals(1, problems.size());
            assertTrue(problems.get(0).contains("all-zero ES256"), problems.get(0));
        } finally {
            Security.removeProvider("psychic");
        }
    }

    /** Right about everything it signed itself, but believes zeros. */
    public static final class Believer extends SignatureSpi {
        private byte[] seen = {};

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte one) {}

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {
            seen = Arrays.copyOfRange(bytes, from, from + length);
        }

        @Override
        protected byte[] engineSign() {
            byte[] signature = new byte[64];
            signature[31] = seen[1];
            signature[63] = seen[1];
            return signature;
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return Arrays.equals(signature, new byte[64]) || Arrays.equals(signature, engineSign());
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
