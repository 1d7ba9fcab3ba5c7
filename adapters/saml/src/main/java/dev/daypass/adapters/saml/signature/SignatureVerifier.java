package dev.daypass.adapters.saml.signature;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Reason;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.apache.xml.security.exceptions.XMLSecurityException;

/** Whether one of a provider's keys made a signature. Only a plain yes counts (S25). Safe for several threads. */
public final class SignatureVerifier {
    private final SignatureEngine engine;

    public SignatureVerifier(SignatureEngine engine) {
        this.engine = engine;
    }

    /** Returns if a key made the signature, and refuses in every other case. */
    public void verify(FormedSignature signature, VerificationKeys keys) throws ProofRefused {
        for (PublicKey key : keys.keys()) {
            if (signature.method().takes(key) && isPlausible(signature.value(), key) && holds(signature, key)) {
                return;
            }
        }
        throw ProofRefused.because(Reason.SIGNATURE_INVALID, "S13, S15, S30: no key of this provider signed this");
    }

    private boolean holds(FormedSignature signature, PublicKey key) throws ProofRefused {
        try {
            return engine.holds(signature, key);
        } catch (XMLSecurityException | RuntimeException e) {
            throw ProofRefused.because(
                    Reason.SIGNATURE_INVALID,
                    "S25: verification failed with " + e.getClass().getSimpleName());
        }
    }

    /** ECDSA values are two numbers of the curve's length, neither zero nor beyond its order (S34; FIPS 186-5 6.4.2). */
    static boolean isPlausible(byte[] value, PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            return true;
        }
        BigInteger order = ec.getParams().getOrder();
        int half = (order.bitLength() + 7) / 8;
        return value.length == 2 * half
                && isBelow(order, Arrays.copyOfRange(value, 0, half))
                && isBelow(order, Arrays.copyOfRange(value, half, value.length));
    }

    private static boolean isBelow(BigInteger order, byte[] bytes) {
        var number = new BigInteger(1, bytes);
        return number.signum() > 0 && number.compareTo(order) < 0;
    }
}
