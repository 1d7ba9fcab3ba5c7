package dev.daypass.adapters.saml.signature;

import java.security.PublicKey;
import org.apache.xml.security.exceptions.XMLSecurityException;

/** The mathematics of one signature under one key; a seam so that tests can let it fail in every way (S25). */
@FunctionalInterface
public interface SignatureEngine {
    /** Whether signature and digest hold. Anything but {@code true}, an exception included, is a no. */
    boolean holds(FormedSignature signature, PublicKey key) throws XMLSecurityException;
}
