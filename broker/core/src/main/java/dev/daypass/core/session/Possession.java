package dev.daypass.core.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys whose possession a request has proven, or that a session is bound to: the same two names stand among a session's
 * condition keys and among those of a request.
 *
 * @param dpopKey thumbprint (RFC 7638) of the key of a DPoP proof: {@code cnf.jkt} (RFC 9449)
 * @param certificate SHA-256 thumbprint of a TLS client certificate, base64url: {@code cnf.x5t#S256} (RFC 8705)
 */
public record Possession(Optional<String> dpopKey, Optional<String> certificate) {
    /** The condition key of a DPoP key. */
    public static final String DPOP_KEY = "daypass:dpop-jkt";

    /** The condition key of a client certificate. */
    public static final String CERTIFICATE = "daypass:x5t";

    /** Nothing proven, or nothing bound. */
    public static Possession none() {
        return new Possession(Optional.empty(), Optional.empty());
    }

    /** What a session is bound to. */
    public static Possession boundTo(Session session) {
        return new Possession(only(session, DPOP_KEY), only(session, CERTIFICATE));
    }

    /** Whether this request's keys are those that a session is bound to; always, for one that is bound to none. */
    public boolean suffices(Session session) {
        Possession bound = boundTo(session);
        return (bound.dpopKey.isEmpty() || bound.dpopKey.equals(dpopKey))
                && (bound.certificate.isEmpty() || bound.certificate.equals(certificate));
    }

    /** As condition keys. */
    public Map<String, List<String>> conditionKeys() {
        var keys = new LinkedHashMap<String, List<String>>();
        dpopKey.ifPresent(key -> keys.put(DPOP_KEY, List.of(key)));
        certificate.ifPresent(thumbprint -> keys.put(CERTIFICATE, List.of(thumbprint)));
        return keys;
    }

    /** A session that names several is bound to what nobody can prove. */
    private static Optional<String> only(Session session, String key) {
        return Optional.ofNullable(session.origin().conditionKeys().get(key)).map(values -> String.join("\n", values));
    }
}
