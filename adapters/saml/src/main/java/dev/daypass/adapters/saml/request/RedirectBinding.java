package dev.daypass.adapters.saml.request;

import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.core.outcome.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The HTTP-Redirect binding (SAML Bindings 3.4): the message, deflated, in the query. */
public final class RedirectBinding {
    private RedirectBinding() {}

    /**
     * Where the browser goes.
     *
     * @param relayState comes back with the answer; absent: there is none
     * @param key signs; absent: nothing does
     * @throws UnavailableException if this Java does not sign with the key
     */
    public static URI address(OutgoingMessage message, Optional<String> relayState, Optional<SigningKey> key) {
        String query = message.field() + "=" + encoded(base64(deflated(message.xml())))
                + relayState.map(state -> "&RelayState=" + encoded(state)).orElse("");
        String whole = key.isPresent() ? signed(query, key.get()) : query;
        String destination = message.destination().toString();
        return URI.create(destination + (destination.indexOf('?') < 0 ? '?' : '&') + whole);
    }

    /** Bindings 3.4.4.1: over exactly the octets that are sent, in this order, encoded as they are sent. */
    private static String signed(String query, SigningKey key) {
        String covered = query + "&SigAlg=" + encoded(key.algorithm());
        try {
            byte[] signature = key.sign(covered.getBytes(StandardCharsets.US_ASCII));
            return covered + "&Signature=" + encoded(base64(signature));
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("a message of ours cannot be signed", e);
        }
    }

    /** RFC 1951 alone, without the wrapping of zlib. */
    private static byte[] deflated(String xml) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            var out = new ByteArrayOutputStream();
            var stream = new DeflaterOutputStream(out, deflater);
            stream.write(xml.getBytes(StandardCharsets.UTF_8));
            stream.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
