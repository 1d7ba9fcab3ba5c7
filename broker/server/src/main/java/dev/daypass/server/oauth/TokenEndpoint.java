package dev.daypass.server.oauth;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.TokenPolicy;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.grant.ClientCall;
import dev.daypass.core.grant.ClientGrants;
import dev.daypass.core.grant.RefreshTokens;
import dev.daypass.core.grant.SubjectTokens;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.session.Possession;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Confidential;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The token endpoint (RFC 6749 section 3.2). */
public final class TokenEndpoint implements Endpoint {
    /** Where it answers. */
    public static final String PATH = "/oauth/token";

    private static final int MOST_PARAMETERS = 64;

    private final TokenRequestParser parser = new TokenRequestParser();
    private final Core core;
    private final TokenGrants grants;
    private final TerminalGrants terminals;
    private final TokenAnswer answers;
    private final OAuthProtocol protocol;
    private final JsonText json;
    private final Supplier<Snapshot> snapshots;

    /**
     * What stands behind it.
     *
     * @param audit told of calls that never reach a use case
     */
    public record Core(
            ClientAuthenticator clients,
            DpopProofs proofs,
            Grants grants,
            AccessTokens accessTokens,
            AuditSink audit) {}

    /** The use cases. */
    public record Grants(SubjectTokens subjects, ClientGrants client, RefreshTokens refresh) {}

    /**
     * @param terminals serve programs of terminals
     * @param snapshots the configuration in force, read once a request
     */
    public TokenEndpoint(
            Core core, TerminalGrants terminals, OAuthProtocol protocol, JsonText json, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.grants = new TokenGrants(core.grants(), core.audit());
        this.terminals = terminals;
        this.answers = new TokenAnswer(core.accessTokens());
        this.protocol = protocol;
        this.json = json;
        this.snapshots = snapshots;
    }

    public Route route() {
        return new Route("POST", PATH, protocol, Route.Size.PROOF, Route.Access.GUARDED, this);
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<Form> form = form(request);
        form.refusal().ifPresent(refusal -> audit(refusal, context));
        if (form.value().filter(TerminalGrants::isFrom).isPresent()) {
            return terminals.answer(request, form.value().get(), context);
        }
        Answer answer = form.then(read -> core.clients()
                        .authenticate(request, read, context)
                        .then(client -> parsed(read, client, new Arrived(request, context))
                                .map(asked -> new Call(asked, client, request, context))))
                .fold(this::performed, refusal -> protocol.refusal(refusal, origin.correlationId()));
        return DpopProofs.isPresent(request)
                ? answer.with("DPoP-Nonce", core.proofs().nonce(origin.instant()))
                : answer;
    }

    /** One call of a client that has proven itself. */
    private record Call(TokenRequest asked, Application client, Request request, RequestContext context) {}

    /** RFC 6749 section 2.3.1: nothing of a client's stands in the URL. */
    private static Outcome<Form> form(Request request) {
        String type = request.headers().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!request.target().query().isEmpty()) {
            return malformed("parameters belong into the body");
        }
        if (!type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            return malformed("the Content-Type must be application/x-www-form-urlencoded");
        }
        return Form.read(
                new String(request.body().bytes(), StandardCharsets.ISO_8859_1),
                MOST_PARAMETERS,
                TokenParameters.REPEATABLE);
    }

    private record Arrived(Request request, RequestContext context) {}

    private Outcome<TokenRequest> parsed(Form form, Application client, Arrived arrived) {
        Outcome<TokenRequest> asked = parser.parse(form).then(read -> hidden(read, arrived.request()));
        asked.refusal().ifPresent(refusal -> core.audit()
                .append(arrived.context()
                        .facts()
                        .put("client", client.clientId())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return asked;
    }

    /** What would work for whoever reads it comes over a connection that nobody reads. */
    private static Outcome<TokenRequest> hidden(TokenRequest asked, Request request) {
        return (asked.bringsSecretOfAPerson() ? Confidential.problem(request.origin()) : Optional.<Refusal>empty())
                .<Outcome<TokenRequest>>map(Outcome::refused)
                .orElseGet(() -> Outcome.granted(asked));
    }

    private Answer performed(Call call) {
        String id = call.context().correlationId();
        Outcome<Answer> outcome = possession(call).then(proven -> {
            RequestContext context = call.context().proving(proven);
            var asking = new ClientCall(
                    call.client(),
                    call.asked().grant(),
                    call.asked().wishes(),
                    binding(call.client(), proven),
                    context);
            return grants.of(call.asked(), asking)
                    .then(renewed -> grants.told(asking, answers.of(call.asked(), call.client(), renewed, context)))
                    .map(members -> Answer.ok(JsonText.CONTENT_TYPE, json.write(members)));
        });
        boolean exchange = call.asked().grant() == GrantType.TOKEN_EXCHANGE;
        return outcome.fold(
                answer -> answer,
                refusal -> exchange ? protocol.exchangeRefusal(refusal, id) : protocol.refusal(refusal, id));
    }

    /** The keys that the request proves: what the client must prove and does not is refused. */
    private Outcome<Possession> possession(Call call) {
        Optional<String> certificate = call.request().origin().certificate().map(ClientCertificateCheck::thumbprint);
        String uri = call.context().snapshot().issuer() + PATH;
        Outcome<Possession> outcome = core.proofs()
                .check(call.request(), uri, Optional.empty())
                .then(key -> demanded(call.client(), new Possession(key, certificate)));
        outcome.refusal().ifPresent(refusal -> core.audit()
                .append(call.context()
                        .facts()
                        .put("client", call.client().clientId())
                        .refused(AuditEvent.Kind.CLIENT_AUTHENTICATION, refusal)));
        return outcome;
    }

    private static Outcome<Possession> demanded(Application client, Possession proven) {
        boolean dpop = client.tokens().dpop() == TokenPolicy.DpopUse.REQUIRED;
        boolean bound = client.tokens().certificate() == TokenPolicy.CertificateUse.BOUND;
        if (dpop && proven.dpopKey().isEmpty()) {
            return Outcome.refused(
                    Reason.POSSESSION_INVALID, "This client must send a DPoP proof", "O26: no DPoP proof");
        }
        return bound && proven.certificate().isEmpty()
                ? Outcome.refused(
                        Reason.CLIENT_AUTHENTICATION_FAILED,
                        "This client must show its certificate",
                        "O27: no certificate to bind the token to")
                : Outcome.granted(proven);
    }

    /** What is handed out is bound to a DPoP key always, to a certificate where the client wants that. */
    private static Possession binding(Application client, Possession proven) {
        return client.tokens().certificate() == TokenPolicy.CertificateUse.BOUND
                ? proven
                : new Possession(proven.dpopKey(), Optional.empty());
    }

    private void audit(Refusal refusal, RequestContext context) {
        core.audit().append(context.facts().put("request", "OAUTH").refused(AuditEvent.Kind.CLIENT_GRANT, refusal));
    }

    private static Outcome<Form> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }
}
