package dev.daypass.server.authzen;

import dev.daypass.core.application.Application;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.AuthorizationMessages;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.signin.SignedRequest;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.oauth.TokenBearer;
import dev.daypass.server.sts.SigV4;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers what a caller asks about itself (OpenID AuthZEN 1.0), or a service about the token that came to it: one question,
 * or several at once.
 */
public final class EvaluationEndpoint implements Endpoint {
    private static final int MOST_PARAMETERS = 16;
    private static final String ONE = "/access/v1/evaluation";
    private static final String SEVERAL = "/access/v1/evaluations";

    private final SigV4 sigV4 = new SigV4();
    private final Core core;
    private final JsonProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * The use cases behind it.
     *
     * @param audit told of requests that never reach a use case
     */
    public record Core(Asking asking, Decisions decisions, AuthorizationMessages messages, AuditSink audit) {}

    /**
     * Who may ask.
     *
     * @param signatures takes services {@code sts} and {@code daypass}
     * @param tokens takes our own access tokens
     * @param services takes services that ask about a token
     */
    public record Asking(RequestAuthenticator signatures, TokenBearer tokens, ServiceQuestions services) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public EvaluationEndpoint(Core core, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** Its routes: one question, several, and where they are found. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", ONE, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this),
                new Route("POST", SEVERAL, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this),
                new Route(
                        "GET",
                        "/.well-known/authzen-configuration",
                        protocol,
                        Route.Size.NONE,
                        Route.Access.OPEN,
                        request -> protocol.granted(configuration())));
    }

    /** AuthZEN 1.0 section 9. */
    private Map<String, Object> configuration() {
        String issuer = snapshots.get().issuer();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("policy_decision_point", issuer);
        configuration.put("access_evaluation_endpoint", issuer + ONE);
        configuration.put("access_evaluations_endpoint", issuer + SEVERAL);
        return configuration;
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        if (ServiceQuestions.isPresent(request)) {
            return byService(request, context);
        }
        return TokenBearer.isPresent(request) ? byToken(request, context) : bySignature(request, context);
    }

    private Answer bySignature(Request request, RequestContext context) {
        return signature(request, context)
                .then(signed -> core.asking().signatures().authenticate(signed, context))
                .then(caller -> evaluate(new About(caller, arn(caller, context)), request, context))
                .fold(protocol::granted, refusal -> protocol.refusal(refusal, context.correlationId()));
    }

    private Answer byToken(Request request, RequestContext context) {
        String uri = context.snapshot().issuer() + request.target().path();
        Outcome<TokenBearer.Proven> proven = core.asking().tokens().authenticate(request, uri, context);
        return proven.fold(
                known -> evaluate(new About(known.caller(), arn(known.caller(), context)), request, known.request())
                        .fold(protocol::granted, refusal -> protocol.refusal(refusal, context.correlationId())),
                refusal -> core.asking()
                        .tokens()
                        .challenge(
                                protocol.refusal(refusal, context.correlationId())
                                        .withStatus(401),
                                refusal.reason(),
                                request));
    }

    /** A token that counts no more, or not for this service, may do nothing; who asks is told no more than that. */
    private Answer byService(Request request, RequestContext context) {
        Outcome<Application> service = core.asking().services().service(request, context);
        return service.fold(
                known -> ServiceQuestions.token(request)
                        .then(token -> evaluate(known, token, request, context))
                        .fold(protocol::granted, refusal -> protocol.refusal(refusal, context.correlationId())),
                refusal -> protocol.refusal(refusal, context.correlationId())
                        .withStatus(401)
                        .with("WWW-Authenticate", "Basic realm=\"daypass\""));
    }

    private Outcome<Object> evaluate(Application service, String token, Request request, RequestContext context) {
        Outcome<ServiceQuestions.Asked> asked = core.asking().services().asked(service, token, context);
        return asked.fold(
                known -> evaluate(new About(known.caller(), token), request, known.request()),
                refusal -> questions(request, token, context)
                        .then(questions -> questions.decide(question -> Outcome.granted(nothing()))));
    }

    /**
     * Whom a question is about.
     *
     * @param subject the only text that may stand as {@code subject.id}
     */
    private record About(Caller caller, String subject) {}

    private Outcome<SignedRequest> signature(Request request, RequestContext context) {
        Outcome<SignedRequest> signed =
                Form.read(request.target().query(), MOST_PARAMETERS).then(query -> sigV4.read(request, query));
        signed.refusal().ifPresent(refusal -> audit(refusal, context));
        return signed;
    }

    private Outcome<Object> evaluate(About about, Request request, RequestContext context) {
        return questions(request, about.subject(), context)
                .then(questions -> questions.decide(question -> decide(about.caller(), question, context)));
    }

    private Outcome<Evaluations> questions(Request request, String subject, RequestContext context) {
        Outcome<Evaluations> asked = request.target().path().equals(SEVERAL)
                ? Evaluations.read(request, subject)
                : JsonBody.read(request, Evaluation.MEMBERS)
                        .then(body -> Evaluation.read(body, subject))
                        .map(Evaluations::one);
        asked.refusal().ifPresent(refusal -> audit(refusal, context));
        return asked;
    }

    /** One answer, and what it says. */
    record Decided(boolean allowed, Map<String, Object> members) {}

    private Outcome<Decided> decide(Caller caller, Evaluation asked, RequestContext context) {
        return core.decisions()
                .decide(caller, asked.action(), asked.resource(), asked.context(), context)
                .map(decision -> new Decided(decision.allowed(), answer(decision, caller, asked, context)));
    }

    /** What the holder of a token that does not count may do. */
    private static Decided nothing() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("decision", false);
        answer.put("context", Map.of("reason", "The token is not valid"));
        return new Decided(false, answer);
    }

    private static String arn(Caller caller, RequestContext context) {
        return CallerView.of(caller, context.snapshot()).arn();
    }

    private Map<String, Object> answer(Decision decision, Caller caller, Evaluation asked, RequestContext context) {
        String arn = arn(caller, context);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("reason", decision.sentence(arn, asked.action(), asked.resource()));
        if (!decision.allowed()) {
            more.put(
                    "encodedMessage",
                    core.messages().encode(decision, caller, asked.action(), asked.resource(), context));
        }
        more.put("correlationId", context.correlationId());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("decision", decision.allowed());
        answer.put("context", more);
        return answer;
    }

    private void audit(Refusal refusal, RequestContext context) {
        core.audit()
                .append(context.facts()
                        .put("request", "evaluation")
                        .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal));
    }
}
