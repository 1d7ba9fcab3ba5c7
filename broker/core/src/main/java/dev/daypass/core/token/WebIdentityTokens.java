package dev.daypass.core.token;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Short tokens that tell outside services who a caller is ({@code GetWebIdentityToken}): signed by us, verified with our
 * published keys, good for nothing at this broker unless it is an audience itself. Safe for several threads.
 */
public final class WebIdentityTokens {
    private static final String ISSUE = "sts:GetWebIdentityToken";
    private static final String TAG = "sts:TagGetWebIdentityToken";
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final int ID_BYTES = 16;

    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies policies = new EffectivePolicies();
    private final Jws jws;
    private final SessionTokens sessions;
    private final AuditSink audit;
    private final SecureRandom random;

    public WebIdentityTokens(Jws jws, SessionTokens sessions, AuditSink audit, SecureRandom random) {
        this.jws = jws;
        this.sessions = sessions;
        this.audit = audit;
        this.random = random;
    }

    /**
     * Makes a token for a caller whose policies allow it; {@link Reason#DURATION_ESCALATES} if it would outlive the
     * caller's session. Audited before it is handed out.
     */
    public Outcome<MintedToken> issue(Caller caller, WebIdentityRequest asked, RequestContext request) {
        AuditFacts facts = request.facts()
                .put("action", ISSUE)
                .put("caller", CallerView.of(caller, request.snapshot()).arn())
                .put("audiences", asked.audiences());
        Outcome<MintedToken> outcome = mayHaveOne(caller)
                .then(able -> allowed(caller, asked, request))
                .then(allowed -> end(caller, asked, request))
                .then(end -> mint(caller, asked, end, request));
        audit.append(outcome.fold(
                minted -> facts.put("expiresAt", minted.expiresAt().toString())
                        .granted(AuditEvent.Kind.TEMPORARY_CREDENTIALS),
                refusal -> facts.refused(AuditEvent.Kind.TEMPORARY_CREDENTIALS, refusal)));
        return outcome;
    }

    /** Sessions of GetSessionToken and GetFederationToken may call little of the STS, and this is not part of it. */
    private static Outcome<Caller> mayHaveOne(Caller caller) {
        boolean able = session(caller)
                .map(session -> session.owner().kind() == SessionOwner.Kind.ROLE)
                .orElse(true);
        return able
                ? Outcome.granted(caller)
                : Outcome.refused(
                        Reason.OPERATION_NOT_FOR_SESSIONS,
                        "Cannot call GetWebIdentityToken with these session credentials",
                        "a session of a user's own permissions asks for a web identity token");
    }

    /** Claims of one's own making are a permission of their own: services may believe them. */
    private Outcome<Decision> allowed(Caller caller, WebIdentityRequest asked, RequestContext request) {
        Outcome<Decision> issuing = allowed(caller, ISSUE, asked, request);
        return asked.tags().isEmpty() ? issuing : issuing.then(decision -> allowed(caller, TAG, asked, request));
    }

    private Outcome<Decision> allowed(Caller caller, String action, WebIdentityRequest asked, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        ConditionContext.Builder keys = ConditionContext.builder()
                .put("sts:IdentityTokenAudience", asked.audiences())
                .put("sts:SigningAlgorithm", asked.algorithm().joseName())
                .put("sts:DurationSeconds", Long.toString(lasting(asked).toSeconds()))
                .put("aws:TagKeys", asked.tags().keySet());
        asked.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        Decision decision = evaluator.decide(
                policies.of(caller, request.snapshot()),
                new AccessRequest(view.requester(), action, "*", keys.build().with(CallerContext.of(caller, request))));
        return decision.allowed()
                ? Outcome.granted(decision)
                : Outcome.refused(
                        Reason.CALLER_NOT_ALLOWED,
                        decision.sentence(view.arn(), action, "*"),
                        action + ": " + decision);
    }

    private static Outcome<Instant> end(Caller caller, WebIdentityRequest asked, RequestContext request) {
        Instant end = request.instant().plus(lasting(asked)).truncatedTo(ChronoUnit.SECONDS);
        boolean outlives = session(caller)
                .filter(session -> end.isAfter(session.expiresAt()))
                .isPresent();
        return outlives
                ? Outcome.refused(
                        Reason.DURATION_ESCALATES,
                        "The requested token would outlive the session that asks for it",
                        "a web identity token until " + end + " outlives its session")
                : Outcome.granted(end);
    }

    private Outcome<MintedToken> mint(Caller caller, WebIdentityRequest asked, Instant end, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        String id = newId();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", request.snapshot().issuer());
        claims.put("sub", view.arn());
        claims.put("aud", asked.audiences().size() == 1 ? asked.audiences().get(0) : asked.audiences());
        claims.put("iat", request.instant().getEpochSecond());
        claims.put("exp", end.getEpochSecond());
        claims.put("jti", id);
        claims.put("account", view.account());
        if (!asked.tags().isEmpty()) {
            claims.put("request_tags", new TreeMap<>(asked.tags()));
        }
        Outcome<Map<String, Object>> whole = session(caller)
                .map(session -> ofSession(claims, session, asked, request))
                .orElseGet(() -> Outcome.granted(claims));
        return whole.map(Claims::of)
                .map(said -> jws.sign(TokenType.WEB_IDENTITY, asked.algorithm(), said.text(), request.instant()))
                .map(compact -> new MintedToken(Secret.of(compact), id, end));
    }

    private Outcome<Map<String, Object>> ofSession(
            Map<String, Object> claims, Session session, WebIdentityRequest asked, RequestContext request) {
        claims.put("sid", session.id());
        claims.put("session_name", session.labels().name());
        if (!session.labels().tags().isEmpty()) {
            claims.put("principal_tags", new TreeMap<>(session.labels().tags()));
        }
        session.labels().sourceIdentity().ifPresent(identity -> claims.put("source_identity", identity));
        if (!asked.audiences().contains(request.snapshot().issuer())) {
            return Outcome.granted(claims);
        }
        // Only where it is for us: to be taken back, it has to bring its session.
        return sessions.issue(session).map(credentials -> {
            claims.put(
                    AccessTokenClaims.SEALED_SESSION, credentials.sessionToken().reveal());
            return claims;
        });
    }

    private static Optional<Session> session(Caller caller) {
        return caller instanceof Caller.SessionHolder holder ? Optional.of(holder.session()) : Optional.empty();
    }

    private static Duration lasting(WebIdentityRequest asked) {
        return asked.duration().orElse(USUAL);
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
