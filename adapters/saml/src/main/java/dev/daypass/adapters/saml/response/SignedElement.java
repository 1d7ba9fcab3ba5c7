package dev.daypass.adapters.saml.response;

import org.w3c.dom.Element;

/**
 * The assertion that a verified signature covers: the node that was digested, or what was decrypted from inside it. Only
 * {@link SignatureStage} makes one, and everything an identity is made of is read from here.
 */
final class SignedElement {
    private final Element assertion;
    private final Envelope envelope;
    private final boolean responseSigned;
    private final boolean decrypted;

    SignedElement(Element assertion, Envelope envelope, boolean responseSigned, boolean decrypted) {
        this.assertion = assertion;
        this.envelope = envelope;
        this.responseSigned = responseSigned;
        this.decrypted = decrypted;
    }

    Element assertion() {
        return assertion;
    }

    /** The Response's fields around it, good for refusing alone. */
    Envelope envelope() {
        return envelope;
    }

    /** Whether the Response itself is signed, or must have its fields for another reason (Profiles 4.1.4.2). */
    boolean responseSigned() {
        return responseSigned;
    }

    boolean decrypted() {
        return decrypted;
    }
}
