package dev.daypass.server.forwardauth;

import dev.daypass.core.decision.CallerView;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.token.Claims;
import dev.daypass.server.http.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who makes a request, told to the site behind the proxy: plain headers for sites that trust their proxy, and a short
 * token signed by us, for this host alone, for those that check.
 */
final class IdentityHeaders {
    /** The token's header. */
    static final String TOKEN = "X-Daypass-Identity";

    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Jws jws;

    IdentityHeaders(Jws jws) {
        this.jws = jws;
    }

    Answer tell(Answer granted, Visitor.Known visitor, OriginalRequest original) {
        CallerView view = CallerView.of(visitor.caller(), visitor.request().snapshot());
        Optional<Session> session = visitor.caller() instanceof Caller.SessionHolder holder
                ? Optional.of(holder.session())
                : Optional.empty();
        Answer telling = granted.with("Remote-User", view.arn())
                .with("Remote-Name", session.map(known -> known.labels().name()).orElse(view.userId()))
                .with(TOKEN, token(view, session, visitor, original));
        return visitor.signedBody()
                .map(hash -> telling.with("X-Daypass-Body-Sha256", hash))
                .orElse(telling);
    }

    private String token(CallerView view, Optional<Session> session, Visitor.Known visitor, OriginalRequest original) {
        var now = visitor.request().instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", visitor.request().snapshot().issuer());
        claims.put("sub", view.arn());
        claims.put("aud", "https://" + original.host());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("method", original.method());
        claims.put("path", original.path());
        session.ifPresent(known -> session(claims, known));
        visitor.signedBody().ifPresent(hash -> claims.put("body_sha256", hash));
        return jws.sign(
                TokenType.FORWARDED_IDENTITY,
                SigningAlgorithm.ES256,
                Claims.of(claims).text(),
                now);
    }

    private static void session(Map<String, Object> claims, Session session) {
        claims.put("sid", session.id());
        claims.put("session_name", session.labels().name());
        if (!session.labels().tags().isEmpty()) {
            claims.put("tags", new TreeMap<>(session.labels().tags()));
        }
        session.labels().sourceIdentity().ifPresent(identity -> claims.put("source_identity", identity));
    }
}
