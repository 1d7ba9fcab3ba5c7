package dev.daypass.adapters.saml.request;

import java.net.URI;

/** A message of ours, before a binding signs and carries it. */
public interface OutgoingMessage {
    /** The name of the parameter or field that carries it: {@code SAMLRequest} or {@code SAMLResponse}. */
    String field();

    /** The receiver's address for the binding it travels by. */
    URI destination();

    /** The message, without a signature. */
    String xml();
}
