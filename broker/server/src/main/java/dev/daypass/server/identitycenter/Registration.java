package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code RegisterClient}: anybody may, and gets nothing by it but the right to ask people (RFC 7591 section 5). */
final class Registration {
    private static final Set<String> MEMBERS = Set.of(
            "clientName", "clientType", "scopes", "redirectUris", "grantTypes", "issuerUrl", "entitledApplicationArn");
    private static final String SCOPE = "sso:account:access";

    private final TerminalClients clients;
    private final Calls calls;
    private final OidcProtocol protocol;

    Registration(TerminalClients clients, Calls calls, OidcProtocol protocol) {
        this.clients = clients;
        this.calls = calls;
        this.protocol = protocol;
    }

    Answer answer(Request request) {
        RequestContext context = calls.context(request);
        Outcome<TerminalClients.Registered> outcome = calls.audited(
                JsonBody.read(request, MEMBERS).then(body -> registered(body, context)),
                AuditEvent.Kind.CLIENT_AUTHENTICATION,
                context);
        return outcome.fold(
                registered -> protocol.granted(members(registered, context)),
                refusal -> protocol.refusal(refusal, context.correlationId()));
    }

    private Outcome<TerminalClients.Registered> registered(JsonBody body, RequestContext context) {
        return body.text("clientType")
                .then(type -> type.equals("public")
                        ? Outcome.granted(type)
                        : Outcome.refused(
                                Reason.PARAMETER_INVALID,
                                "clientType must be public",
                                "a client that is not public wants to register"))
                .then(type -> known(body, "scopes", Set.of(SCOPE), Reason.SCOPE_INVALID))
                .then(scopes -> known(body, "grantTypes", TokenCall.GRANTS, Reason.GRANT_UNKNOWN))
                .then(grants -> Lists.texts(body, "redirectUris"))
                .then(redirects ->
                        body.text("clientName").then(name -> clients.register(name, redirects, context.instant())));
    }

    private static Outcome<List<String>> known(JsonBody body, String name, Set<String> known, Reason otherwise) {
        return Lists.texts(body, name)
                .then(texts -> known.containsAll(texts)
                        ? Outcome.granted(texts)
                        : Outcome.refused(
                                otherwise, "There are no " + name + " but " + known, "an unknown one among " + name));
    }

    private static Map<String, Object> members(TerminalClients.Registered registered, RequestContext context) {
        String base = context.snapshot().issuer() + "/aws/oidc";
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("clientId", registered.client().id());
        members.put("clientSecret", registered.secret().reveal());
        members.put("clientIdIssuedAt", context.instant().getEpochSecond());
        members.put("clientSecretExpiresAt", registered.expiresAt().getEpochSecond());
        members.put("authorizationEndpoint", base + "/authorize");
        members.put("tokenEndpoint", base + "/token");
        return members;
    }
}
