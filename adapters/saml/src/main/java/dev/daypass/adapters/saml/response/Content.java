package dev.daypass.adapters.saml.response;

import dev.daypass.adapters.saml.encryption.FormedEncryption;
import dev.daypass.adapters.saml.signature.FormedSignature;
import java.util.Optional;
import org.w3c.dom.Element;

/** The one assertion of a Response, as it came. */
sealed interface Content {
    /** In the clear. */
    record Plain(Element assertion, Optional<FormedSignature> signature) implements Content {}

    /** Encrypted to us. */
    record Encrypted(FormedEncryption encryption) implements Content {}

    /** There is none: the status says why. */
    record Absent() implements Content {}
}
