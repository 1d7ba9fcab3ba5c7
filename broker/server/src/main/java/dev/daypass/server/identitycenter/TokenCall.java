package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.Polled;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code CreateToken}: the device grant, the code grant and the next tokens (RFC 8628, RFC 6749 sections 4.1.3 and 6). */
final class TokenCall {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String CODE = "authorization_code";
    private static final String REFRESH = "refresh_token";

    /** Grants that clients may say they will use. */
    static final Set<String> GRANTS = Set.of(DEVICE, CODE, REFRESH);

    private static final Set<String> MEMBERS = Set.of(
            "clientId",
            "clientSecret",
            "grantType",
            "deviceCode",
            "code",
            "refreshToken",
            "scope",
            "redirectUri",
            "codeVerifier");

    private final IdentityCenter.Grants grants;
    private final TerminalLogins logins;
    private final Calls calls;
    private final OidcProtocol protocol;

    TokenCall(IdentityCenter.Grants grants, TerminalLogins logins, Calls calls, OidcProtocol protocol) {
        this.grants = grants;
        this.logins = logins;
        this.calls = calls;
        this.protocol = protocol;
    }

    Answer answer(Request request) {
        RequestContext context = calls.context(request);
        Outcome<Answer> outcome = calls.audited(JsonBody.read(request, MEMBERS), AuditEvent.Kind.CLIENT_GRANT, context)
                .then(body -> calls.client(body, grants.clients(), context)
                        .then(client -> asked(body, context).then(ask -> ask.of(client, context))));
        return outcome.fold(answer -> answer, refusal -> protocol.refusal(refusal, context.correlationId()));
    }

    /** A call whose form is right. */
    private interface Asking {
        Outcome<Answer> of(TerminalClient client, RequestContext context);
    }

    private Outcome<Asking> asked(JsonBody body, RequestContext context) {
        return calls.audited(
                body.text("grantType").then(grant -> asking(grant, body)), AuditEvent.Kind.CLIENT_GRANT, context);
    }

    private Outcome<Asking> asking(String grant, JsonBody body) {
        return switch (grant) {
            case DEVICE ->
                body.text("deviceCode")
                        .map(code -> (client, context) -> grants.devices()
                                .poll(Secret.of(code), client, context)
                                .map(polled -> polled(polled, context)));
            case REFRESH ->
                body.text("refreshToken")
                        .map(token -> (client, context) -> logins.refresh(Secret.of(token), client, context)
                                .map(this::tokens));
            case CODE ->
                body.text("code").then(code -> body.text("redirectUri").then(redirect -> body.text("codeVerifier")
                        .map(verifier -> (client, context) -> grants.codes()
                                .redeem(Secret.of(code), client, redirect, Secret.of(verifier), context)
                                .map(this::tokens))));
            default ->
                Outcome.refused(
                        Reason.GRANT_UNKNOWN, "There is no such grantType", "a grantType that is not among " + GRANTS);
        };
    }

    private Answer polled(Polled polled, RequestContext context) {
        String id = context.correlationId();
        if (polled instanceof Polled.Granted granted) {
            return tokens(granted.tokens());
        }
        if (polled instanceof Polled.SlowDown slower) {
            return protocol.notYet("slow_down", "Ask every " + slower.interval().toSeconds() + " seconds", id);
        }
        if (polled instanceof Polled.Denied) {
            return protocol.notYet("access_denied", "The sign-in was refused in the browser", id);
        }
        return polled instanceof Polled.Expired
                ? protocol.notYet("expired_token", "Nobody has used the code in time", id)
                : protocol.notYet("authorization_pending", "Nobody has answered in the browser yet", id);
    }

    private Answer tokens(TerminalLogins.Tokens tokens) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("accessToken", tokens.access().reveal());
        members.put("tokenType", "Bearer");
        members.put("expiresIn", tokens.life().toSeconds());
        members.put("refreshToken", tokens.refresh().reveal());
        return protocol.granted(members);
    }
}
