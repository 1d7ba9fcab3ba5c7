package dev.daypass.core.token;

import dev.daypass.core.role.Role;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Possession;
import dev.daypass.core.session.RevocationHash;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an access token says (RFC 9068 section 2.2, and ours), written and read. */
final class AccessTokenClaims {
    static final String SEALED_SESSION = "daypass:session";

    private AccessTokenClaims() {}

    static Claims of(Session session, Secret sealedSession, String id, TokenIssue issue, Snapshot snapshot) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", snapshot.issuer());
        claims.put("sub", session.owner().arn().toString());
        claims.put("aud", audience(issue, snapshot));
        claims.put("exp", session.expiresAt().getEpochSecond());
        // INVARIANT: the session's own birth, whenever the token is made: revocations go by it.
        claims.put("iat", session.issuedAt().getEpochSecond());
        claims.put("jti", id);
        claims.put("client_id", issue.clientId());
        if (!issue.scopes().isEmpty()) {
            claims.put("scope", String.join(" ", issue.scopes()));
        }
        context(claims, issue.context());
        session(claims, session, snapshot);
        claims.put("rvk", RevocationHash.allOf(session));
        session.lineage().ancestors().stream()
                .map(SessionLineage.Ancestor::issuedAt)
                .min(Comparator.naturalOrder())
                .ifPresent(born -> claims.put("rvk_iat", born.getEpochSecond()));
        claims.put(SEALED_SESSION, sealedSession.reveal());
        return Claims.of(claims);
    }

    static VerifiedAccessToken read(Session session, Secret sealedSession, Claims claims) {
        String scope = claims.string("scope").orElse("");
        return new VerifiedAccessToken(
                session,
                claims.string("client_id").orElse(""),
                claims.string("jti").orElse(""),
                claims.texts("aud"),
                scope.isEmpty() ? List.of() : List.of(scope.split(" ")),
                context(claims),
                sealedSession,
                claims.without(SEALED_SESSION));
    }

    private static Object audience(TokenIssue issue, Snapshot snapshot) {
        List<String> audiences = issue.audiences();
        if (audiences.isEmpty()) {
            return snapshot.issuer();
        }
        return audiences.size() == 1 ? audiences.get(0) : audiences;
    }

    private static void context(Map<String, Object> claims, TokenContext context) {
        context.authenticatedAt().map(Instant::getEpochSecond).ifPresent(at -> claims.put("auth_time", at));
        context.contextClass().ifPresent(acr -> claims.put("acr", acr));
        if (!context.methods().isEmpty()) {
            claims.put("amr", context.methods());
        }
        context.actor().ifPresent(actor -> claims.put("act", actor.claim()));
        if (!context.authorizationDetails().isEmpty()) {
            claims.put("authorization_details", context.authorizationDetails());
        }
    }

    private static TokenContext context(Claims claims) {
        var actor = Optional.ofNullable(claims.members().get("act")).flatMap(Actor::of);
        List<Object> details =
                claims.members().get("authorization_details") instanceof List<?> list ? List.copyOf(list) : List.of();
        return new TokenContext(claims.instant("auth_time"), claims.string("acr"), claims.texts("amr"), actor, details);
    }

    private static void session(Map<String, Object> claims, Session session, Snapshot snapshot) {
        SessionOwner owner = session.owner();
        claims.put("sid", session.id());
        if (owner.kind() == SessionOwner.Kind.ROLE) {
            snapshot.role(owner.reference()).map(Role::arn).ifPresent(arn -> claims.put("role", arn.toString()));
        }
        claims.put("session_name", session.labels().name());
        if (!session.labels().tags().isEmpty()) {
            claims.put("tags", new TreeMap<>(session.labels().tags()));
        }
        session.labels().sourceIdentity().ifPresent(identity -> claims.put("source_identity", identity));
        Map<String, Object> confirmation = confirmation(Possession.boundTo(session));
        if (!confirmation.isEmpty()) {
            claims.put("cnf", confirmation);
        }
    }

    private static Map<String, Object> confirmation(Possession bound) {
        var confirmation = new LinkedHashMap<String, Object>();
        bound.dpopKey().ifPresent(key -> confirmation.put("jkt", key));
        bound.certificate().ifPresent(thumbprint -> confirmation.put("x5t#S256", thumbprint));
        return confirmation;
    }
}
