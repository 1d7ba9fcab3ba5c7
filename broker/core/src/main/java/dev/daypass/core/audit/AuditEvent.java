package dev.daypass.core.audit;

import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened. Holds no secret, token, assertion or raw attribute value.
 *
 * @param at when
 * @param kind what
 * @param outcome whether it was granted
 * @param correlationId joins the event with the answer the caller saw and with the log
 * @param clientAddress from where
 * @param reason why it was refused
 * @param facts what else there is to say, in a stable order: provider, subject, role, rules, statement, session, detail
 */
public record AuditEvent(
        Instant at,
        Kind kind,
        Verdict outcome,
        String correlationId,
        String clientAddress,
        Optional<Reason> reason,
        Map<String, List<String>> facts) {
    public AuditEvent {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** What kinds of things are told. */
    public enum Kind {
        SIGN_IN,
        ASSUME_ROLE,
        TEMPORARY_CREDENTIALS,
        NARROWING,
        CLIENT_AUTHENTICATION,
        CLIENT_GRANT,
        REQUEST_AUTHENTICATION,
        AUTHORIZATION,
        BROWSER_LOGIN,
        BROWSER_LOGOUT,
        BROWSER_SESSION,
        EXPLANATION,
        REVOCATION,
        CONFIGURATION,
        KEY_ROTATION,
        KEY_RETIREMENT,
        LIFECYCLE
    }

    /** How it ended. */
    public enum Verdict {
        GRANTED,
        REFUSED
    }
}
