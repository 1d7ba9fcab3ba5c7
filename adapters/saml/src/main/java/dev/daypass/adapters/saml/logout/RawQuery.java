package dev.daypass.adapters.saml.logout;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of the HTTP-Redirect binding, as sent and as meant. The signature covers the octets as they were sent, so
 * they are never encoded anew; whatever could make two readers see two values is refused: a name that comes twice, or
 * spelt with escapes, or in another case.
 */
final class RawQuery {
    private static final List<String> KNOWN =
            List.of("SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature", "SAMLEncoding");

    private final Map<String, String> raw;

    private RawQuery(Map<String, String> raw) {
        this.raw = raw;
    }

    static RawQuery read(String query) throws ProofRefused {
        var raw = new HashMap<String, String>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String meant = decoded(name);
            Optional<String> known =
                    KNOWN.stream().filter(meant::equalsIgnoreCase).findFirst();
            if (known.isEmpty()) {
                continue;
            }
            boolean plain = equals >= 0 && name.equals(known.get());
            if (!plain || raw.putIfAbsent(name, part.substring(equals + 1)) != null) {
                throw refused("S83: `" + known.get() + "` twice or in another spelling");
            }
        }
        return new RawQuery(raw);
    }

    Optional<String> value(String name) throws ProofRefused {
        Optional<String> sent = Optional.ofNullable(raw.get(name));
        return sent.isPresent() ? Optional.of(decoded(sent.get())) : Optional.empty();
    }

    /** Bindings 3.4.4.1: these parameters in this order, each as it was sent; those that were not are left out. */
    byte[] octets(String... names) {
        var covered = new StringBuilder();
        Arrays.stream(names).filter(raw::containsKey).forEach(name -> covered.append(covered.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(raw.get(name)));
        return covered.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String decoded(String text) throws ProofRefused {
        try {
            if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw refused("S83: a parameter holds characters that no query holds");
            }
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("S83: a parameter is not well encoded");
        }
    }

    private static ProofRefused refused(String detail) {
        return ProofRefused.because(Reason.REQUEST_MALFORMED, detail);
    }
}
