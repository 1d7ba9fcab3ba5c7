package dev.daypass.server.forwardauth;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.login.SitePassages;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.oauth.TokenBearer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Decides for a proxy, at {@code /forward-auth}, whether a request may pass. */
public final class ForwardAuthEndpoint implements Endpoint {
    /** Reasons that a better proof of identity would not help against. */
    private static final Set<Reason> NOT_ABOUT_WHO =
            EnumSet.of(Reason.CALLER_NOT_ALLOWED, Reason.REQUEST_MALFORMED, Reason.PARAMETER_INVALID);

    private final Core core;
    private final Visitor visitor;
    private final SiteDoor door;
    private final IdentityHeaders headers;
    private final JsonProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * The use cases behind it.
     *
     * @param signatures takes service {@code daypass}
     * @param passages lets browsers in
     * @param audit told of requests that never reach a use case
     */
    public record Core(
            TokenBearer tokens,
            RequestAuthenticator signatures,
            SitePassages passages,
            Decisions decisions,
            Jws jws,
            AuditSink audit) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public ForwardAuthEndpoint(Core core, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.visitor = new Visitor(core.tokens(), core.signatures(), core.passages(), core.audit());
        this.door = new SiteDoor(core.passages());
        this.headers = new IdentityHeaders(core.jws());
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** Its route: proxies ask by GET, whatever the original method. */
    public Route route() {
        return new Route("GET", "/forward-auth", protocol, Route.Size.NONE, Route.Access.GUARDED, this);
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<OriginalRequest> original = OriginalRequest.of(request);
        return told(original, context)
                .then(asked -> told(site(asked, context), context).map(site -> new Asked(asked, site)))
                .fold(asked -> answer(asked, request, context), refusal -> refuse(refusal, request));
    }

    /** A request, and the site that it is for. */
    private record Asked(OriginalRequest original, ForwardedSite site) {}

    private Answer answer(Asked asked, Request request, RequestContext context) {
        OriginalRequest original = asked.original();
        if (SiteDoor.isReturn(original, asked.site())) {
            return door.enter(original, context)
                    .fold(entered -> entered, refusal -> door.again(page(refusal, request), original));
        }
        return visitor.of(original, asked.site(), context)
                .then(known -> decide(known, original).map(allowed -> headers.tell(pass(), known, original)))
                .fold(
                        answer -> answer,
                        refusal -> door.invite(refuse(refusal, request), original, asked.site(), context));
    }

    private static Outcome<ForwardedSite> site(OriginalRequest original, RequestContext context) {
        return context.snapshot()
                .site(original.host())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.CALLER_NOT_ALLOWED,
                        "This site is not served",
                        "host `" + original.host() + "` is none of `forwardAuth`"));
    }

    /** The session's effective policies decide; the decision is audited where it is made. */
    private Outcome<Visitor.Known> decide(Visitor.Known known, OriginalRequest original) {
        RequestContext context = known.request();
        String action = "http:" + original.method();
        String resource =
                "arn:" + context.snapshot().partition().name() + ":http:::" + original.host() + original.path();
        return core.decisions()
                .decide(known.caller(), action, resource, ConditionContext.empty(), context)
                .then(decision -> decision.allowed()
                        ? Outcome.granted(known)
                        : Outcome.refused(
                                Reason.CALLER_NOT_ALLOWED,
                                decision.sentence(
                                        CallerView.of(known.caller(), context.snapshot())
                                                .arn(),
                                        action,
                                        resource),
                                decision.toString()));
    }

    private static Answer pass() {
        return Answer.ok("text/plain", Body.none());
    }

    /** 401 where nobody has come yet, 403 where somebody may not: proxies know no other answer. */
    private Answer refuse(Refusal refusal, Request request) {
        Answer answer = protocol.refusal(refusal, request.origin().correlationId());
        boolean nobody = !NOT_ABOUT_WHO.contains(refusal.reason());
        if (answer.status() == 503 || answer.status() == 429) {
            return answer;
        }
        return nobody
                ? core.tokens().challenge(answer.withStatus(401), refusal.reason(), request)
                : answer.withStatus(403);
    }

    /** For people: nobody but a browser comes back from signing in. */
    private Answer page(Refusal refusal, Request request) {
        Answer answer = protocol.refusal(refusal, request.origin().correlationId());
        String words = refusal.publicMessage() + ".\n\n" + protocol.correlationHeader() + ": "
                + request.origin().correlationId() + "\n";
        return Answer.refused(answer.status(), "text/plain; charset=utf-8", Body.of(words), answer.mark());
    }

    private <T> Outcome<T> told(Outcome<T> outcome, RequestContext context) {
        outcome.refusal().ifPresent(refusal -> core.audit()
                .append(context.facts()
                        .put("request", "forward-auth")
                        .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }
}
