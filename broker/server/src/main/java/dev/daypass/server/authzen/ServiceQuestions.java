package dev.daypass.server.authzen;

import dev.daypass.core.application.Application;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.VerifiedAccessToken;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import dev.daypass.server.oauth.ClientAuthenticator;
import java.util.Set;

/**
 * Finds out about whom a service asks: {@code subject} is an access token that came to it. The service is a client that
 * proves itself with its secret ({@code client_secret_basic}), and the token must be made for it. It answers for the proof
 * of possession, which it alone can check. Safe for several threads.
 */
public final class ServiceQuestions {
    private static final String SCHEME = "Basic ";

    private final ClientAuthenticator clients;
    private final AccessTokens tokens;
    private final AuditSink audit;

    public ServiceQuestions(ClientAuthenticator clients, AccessTokens tokens, AuditSink audit) {
        this.clients = clients;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * A session that a service asks about.
     *
     * @param token as {@code subject.id} says it
     * @param request with the keys that the service has seen proven
     */
    record Asked(String token, Caller caller, RequestContext request) {}

    static boolean isPresent(Request request) {
        return request.headers().all("authorization").stream()
                .anyMatch(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
    }

    /** The service that asks, or why the request proves none; a refusal is audited. */
    Outcome<Application> service(Request request, RequestContext context) {
        return Form.read("", 1).then(none -> clients.authenticate(request, none, context));
    }

    /** The token that the body asks about, not believed yet. */
    static Outcome<String> token(Request request) {
        return JsonBody.read(request, Evaluations.MEMBERS)
                .then(body -> body.object("subject", Set.of("type", "id")))
                .then(subject -> subject.text("type")
                        .then(type -> type.equals("access_token")
                                ? subject.text("id")
                                : Outcome.refused(
                                        Reason.PARAMETER_INVALID,
                                        "A service asks about a `subject` of type `access_token`",
                                        "the subject is no access token")));
    }

    /** The token's session, if it counts and is for the service; a refusal is audited. */
    Outcome<Asked> asked(Application service, String token, RequestContext context) {
        Outcome<VerifiedAccessToken> outcome = tokens.inspect(token, context).then(known -> known.madeFor(service));
        outcome.refusal()
                .ifPresent(refusal -> audit.append(context.facts()
                        .put("client", service.clientId())
                        .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome.map(
                known -> new Asked(token, new Caller.SessionHolder(known.session()), context.proving(known.boundTo())));
    }
}
