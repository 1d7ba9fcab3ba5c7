package dev.daypass.adapters.saml.logout;

import dev.daypass.adapters.saml.logout.IncomingMessage.Detached;
import dev.daypass.adapters.saml.logout.IncomingMessage.Kind;
import dev.daypass.adapters.saml.xml.Base64Text;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes messages out of what carries them (SAML Bindings 3.4.4, 3.5.4). */
final class Unwrapping {
    private static final String DEFLATE = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

    /** Bindings 3.4.3 says 80 bytes; real providers put more there, and it goes back to them alone. */
    private static final int LONGEST_RELAY_STATE = 2_048;

    private final int limit;

    /**
     * @param limit bytes of a message
     */
    Unwrapping(int limit) {
        this.limit = limit;
    }

    IncomingMessage unwrap(CarriedLogout carried) throws ProofRefused {
        return carried instanceof CarriedLogout.Query query
                ? fromQuery(RawQuery.read(query.raw()))
                : fromForm((CarriedLogout.Form) carried);
    }

    private IncomingMessage fromQuery(RawQuery query) throws ProofRefused {
        Kind kind = kind(
                query.value(Kind.REQUEST.field()).isPresent(),
                query.value(Kind.RESPONSE.field()).isPresent());
        if (!query.value("SAMLEncoding").map(DEFLATE::equals).orElse(true)) {
            throw ProofRefused.because(Reason.ENCODING_INVALID, "S40: another SAMLEncoding than DEFLATE");
        }
        Optional<String> algorithm = query.value("SigAlg");
        Optional<String> signature = query.value("Signature");
        if (algorithm.isEmpty() || signature.isEmpty()) {
            throw ProofRefused.because(Reason.SIGNATURE_MISSING, "S83: no SigAlg or no Signature in the query");
        }
        var detached = new Detached(
                algorithm.get(), query.octets(kind.field(), "RelayState", "SigAlg"), decoded(signature.get()));
        byte[] xml = inflated(decoded(query.value(kind.field()).orElse("")));
        return new IncomingMessage(kind, xml, relayState(query.value("RelayState")), Optional.of(detached));
    }

    private IncomingMessage fromForm(CarriedLogout.Form form) throws ProofRefused {
        Kind kind = kind(form.request().isPresent(), form.response().isPresent());
        String text = form.request().or(form::response).orElse("");
        return new IncomingMessage(kind, decoded(text), relayState(form.relayState()), Optional.empty());
    }

    private static Kind kind(boolean request, boolean response) throws ProofRefused {
        if (request == response) {
            throw ProofRefused.because(
                    Reason.PARAMETER_MISSING, "S83: not exactly one of `SAMLRequest` and `SAMLResponse`");
        }
        return request ? Kind.REQUEST : Kind.RESPONSE;
    }

    private static Optional<String> relayState(Optional<String> given) throws ProofRefused {
        if (given.map(state -> state.getBytes(StandardCharsets.UTF_8).length > LONGEST_RELAY_STATE)
                .orElse(false)) {
            throw ProofRefused.because(Reason.LIMIT_EXCEEDED, "S81: RelayState is too long");
        }
        return given.filter(state -> !state.isEmpty());
    }

    private byte[] decoded(String base64) throws ProofRefused {
        if (base64.length() > limit / 2 * 3) {
            throw ProofRefused.because(Reason.LIMIT_EXCEEDED, "S38: " + base64.length() + " characters of base64");
        }
        return Base64Text.decode(base64)
                .orElseThrow(() -> ProofRefused.because(Reason.ENCODING_INVALID, "S40: not base64"));
    }

    /** RFC 1951 alone, all of it and nothing behind; what grows beyond the limit is not read to its end. */
    private byte[] inflated(byte[] deflated) throws ProofRefused {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] out = new byte[limit + 1];
            int length = 0;
            while (!inflater.finished() && length < out.length) {
                int more = inflater.inflate(out, length, out.length - length);
                if (more == 0 && !inflater.finished()) {
                    throw ProofRefused.because(Reason.ENCODING_INVALID, "S40: deflated data that is cut short");
                }
                length += more;
            }
            if (length > limit) {
                throw ProofRefused.because(Reason.LIMIT_EXCEEDED, "S38: inflates to more than " + limit + " bytes");
            }
            if (inflater.getRemaining() > 0) {
                throw ProofRefused.because(Reason.ENCODING_INVALID, "S40: something behind the deflated data");
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw ProofRefused.because(Reason.ENCODING_INVALID, "S40: not deflated");
        } finally {
            inflater.end();
        }
    }
}
