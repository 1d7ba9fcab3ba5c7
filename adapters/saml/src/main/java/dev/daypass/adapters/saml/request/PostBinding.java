package dev.daypass.adapters.saml.request;

import dev.daypass.adapters.saml.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The HTTP-POST binding (SAML Bindings 3.5): the message in a form that the browser posts. Safe for several threads. */
public final class PostBinding {
    private final EnvelopedSigner signer = new EnvelopedSigner();

    /**
     * The form's fields, in their order.
     *
     * @param relayState comes back with the answer; absent: there is none
     * @param key signs; absent: nothing does
     */
    public Map<String, String> fields(OutgoingMessage sent, Optional<String> relayState, Optional<SigningKey> key) {
        byte[] plain = sent.xml().getBytes(StandardCharsets.UTF_8);
        byte[] message = key.isPresent() ? signer.sign(plain, key.get()) : plain;
        var fields = new LinkedHashMap<String, String>();
        fields.put(sent.field(), Base64.getEncoder().encodeToString(message));
        relayState.ifPresent(state -> fields.put("RelayState", state));
        return Collections.unmodifiableMap(fields);
    }
}
