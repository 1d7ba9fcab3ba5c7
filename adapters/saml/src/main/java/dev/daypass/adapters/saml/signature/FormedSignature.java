package dev.daypass.adapters.saml.signature;

import org.w3c.dom.Element;

/** A signature whose form is right and whose mathematics nobody has done yet. Only {@link SignatureForm} makes one. */
public final class FormedSignature {
    private final Element signature;
    private final Element covered;
    private final SignatureMethod method;
    private final byte[] value;

    FormedSignature(Element signature, Element covered, SignatureMethod method, byte[] value) {
        this.signature = signature;
        this.covered = covered;
        this.method = method;
        this.value = value;
    }

    Element signature() {
        return signature;
    }

    /** The element it covers: its parent, and nothing else. */
    public Element covered() {
        return covered;
    }

    SignatureMethod method() {
        return method;
    }

    byte[] value() {
        return value;
    }
}
