package dev.daypass.core.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Finds out who signed a request: a user or service with long-term keys, or the holder of a session (AWS Signature
 * Version 4).
 *
 * <p>An accepted signature leaves no audit entry of its own, since the decision that follows does; a refused one does.
 */
public final class RequestAuthenticator {
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LONGEST_PRESIGNED = Duration.ofDays(7);
    private static final DateTimeFormatter SCOPE_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    private final Set<String> services;
    private final SessionTokens tokens;
    private final SessionGate sessionGate;
    private final AuditSink audit;

    /**
     * @param services names accepted in the credential scope
     */
    public RequestAuthenticator(
            Set<String> services, SessionTokens tokens, RevocationStore revocations, AuditSink audit) {
        this.services = Set.copyOf(services);
        this.tokens = tokens;
        this.sessionGate = new SessionGate(revocations);
        this.audit = audit;
    }

    /** The caller, or why the signature proves nobody. */
    public Outcome<Caller> authenticate(SignedRequest signed, RequestContext request) {
        Outcome<Caller> outcome = inTime(signed, request.instant())
                .then(timely -> timely.sessionToken().isPresent()
                        ? sessionHolder(timely, request)
                        : keyHolder(timely, request.snapshot()));
        outcome.refusal().ifPresent(refusal -> audit.append(refused(signed, refusal, request)));
        return outcome;
    }

    private Outcome<SignedRequest> inTime(SignedRequest signed, Instant now) {
        if (!services.contains(signed.service())) {
            return mismatch("T26: the credential scope names service `" + signed.service() + "`");
        }
        if (!SCOPE_DATE.format(signed.signedAt()).equals(signed.date())) {
            return mismatch("T26: the credential scope's date is not the day of X-Amz-Date");
        }
        Instant latest = signed.signedAt().plus(signed.expires().orElse(SKEW));
        boolean tooLong = signed.expires()
                .filter(expires -> expires.compareTo(LONGEST_PRESIGNED) > 0)
                .isPresent();
        if (tooLong || now.isAfter(latest) || now.plus(SKEW).isBefore(signed.signedAt())) {
            return Outcome.refused(
                    Reason.REQUEST_EXPIRED,
                    "Signature expired: " + signed.signedAt() + " is not within the time allowed of " + now,
                    "T26: signed at " + signed.signedAt() + ", received at " + now);
        }
        return Outcome.granted(signed);
    }

    private Outcome<Caller> keyHolder(SignedRequest signed, Snapshot snapshot) {
        Snapshot.KeyHolder holder = snapshot.keyHolder(signed.accessKeyId()).orElse(null);
        if (holder == null || !holder.key().active()) {
            SignatureKey.signed(signed, Secret.of("equal time for unknown keys"));
            return unknownKey("T31: no active access key `" + signed.accessKeyId() + "`");
        }
        if (!SignatureKey.signed(signed, holder.key().secret())) {
            return mismatch("T26: the signature does not fit access key `" + signed.accessKeyId() + "`");
        }
        boolean enabled = holder.user().map(user -> user.enabled()).orElse(true)
                && holder.service().map(service -> service.enabled()).orElse(true);
        if (!enabled) {
            return unknownKey("T24: the holder of access key `" + signed.accessKeyId() + "` is disabled");
        }
        return Outcome.granted(
                holder.user().isPresent()
                        ? new Caller.UserWithKeys(holder.user().get())
                        : new Caller.ServiceWithKeys(holder.service().orElseThrow()));
    }

    private Outcome<Caller> sessionHolder(SignedRequest signed, RequestContext request) {
        var opened = tokens.open(signed.accessKeyId(), signed.sessionToken().orElseThrow());
        if (opened.isEmpty()) {
            return unknownKey("T25: the session token does not open or belongs to another key");
        }
        if (!SignatureKey.signed(signed, opened.get().secret())) {
            return mismatch("T26: the signature does not fit session `" + signed.accessKeyId() + "`");
        }
        Session session = opened.get().session();
        if (!request.possession().suffices(session)) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "The security token included in the request is bound to a key that the request does not prove.",
                    "O26, O27: session `" + session.id() + "` came without its key");
        }
        return sessionGate.admit(session, request).map(Caller.SessionHolder::new);
    }

    private static <T> Outcome<T> mismatch(String detail) {
        return Outcome.refused(
                Reason.REQUEST_SIGNATURE_MISMATCH,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method.",
                detail);
    }

    private static <T> Outcome<T> unknownKey(String detail) {
        return Outcome.refused(
                Reason.CREDENTIALS_UNKNOWN, "The security token included in the request is invalid.", detail);
    }

    private static AuditEvent refused(SignedRequest signed, Refusal refusal, RequestContext request) {
        return request.facts()
                .put("accessKey", signed.accessKeyId())
                .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal);
    }
}
