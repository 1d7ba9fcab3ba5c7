package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.SignIn;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Confidential;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.HttpLimits;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.sts.StsProtocol;
import dev.daypass.server.sts.StsWithTicket;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The entrance of signed-in workstations at {@code /kerberos/{provider}/login} (RFC 4559). {@code POST} takes a role as
 * the STS does, so that {@code curl --negotiate -u :} gets keys in one command; {@code GET} tells who one is and which
 * roles one may take, or signs a browser in.
 *
 * <p>Who shows no ticket is asked for one, which is no failed attempt. A ticket is taken over TLS or the loopback
 * interface only (security K04). The token that would prove us to the client is not sent: TLS has proven us. Safe for
 * several threads.
 */
public final class KerberosEndpoint {
    private static final String TEMPLATE = HttpLimits.TICKET_PATHS + "{provider}/login";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String SCHEME = "Negotiate";
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final Refusal NO_TICKET = new Refusal(
            Reason.SIGNATURE_ABSENT,
            "Show a Kerberos ticket, as browsers of a domain do and `curl --negotiate -u :`",
            "no ticket");

    private final StsProtocol sts = new StsProtocol();
    private final Introduction introduction = new Introduction();
    private final Core core;
    private final JsonProtocol json;
    private final Supplier<Snapshot> snapshots;
    private final Endpoint browsers;

    /**
     * What it asks.
     *
     * @param sts takes a role for whoever a ticket proves
     * @param signIn for who only wants to know
     * @param audit told of requests that reach neither
     */
    public record Core(StsWithTicket sts, SignIn signIn, AuditSink audit) {}

    /**
     * @param json how {@code GET} answers
     * @param snapshots the configuration in force, read once a request
     * @param browsers answers {@code GET} where a page is wanted
     */
    public KerberosEndpoint(Core core, JsonProtocol json, Supplier<Snapshot> snapshots, Endpoint browsers) {
        this.core = core;
        this.json = json;
        this.snapshots = snapshots;
        this.browsers = browsers;
    }

    /** Its routes. The STS's stands first: its form is that of whatever goes wrong before an answer. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", TEMPLATE, sts, Route.Size.ORDINARY, Route.Access.GUARDED, this::take),
                new Route("GET", TEMPLATE, sts, Route.Size.NONE, Route.Access.GUARDED, this::introduce));
    }

    private Answer take(Request request) {
        return withTicket(
                request,
                ticket -> core.sts().answer(request, provider(request), ticket),
                refusal -> sts.refusal(refusal, request.origin().correlationId()));
    }

    private Answer introduce(Request request) {
        if (TicketLogin.isAskedFor(request)) {
            return browsers.answer(request);
        }
        RequestContext context = context(request);
        Function<Refusal, Answer> refusing =
                refusal -> json.refusal(refusal, request.origin().correlationId());
        Answer answer = withTicket(
                request,
                ticket -> core.signIn()
                        .signIn(ticket, expectation(request), context)
                        .map(identity -> introduction.of(identity, context))
                        .fold(json::granted, refusing.andThen(KerberosEndpoint::withoutChallenge)),
                refusing);
        return answer.with(json.correlationHeader(), request.origin().correlationId());
    }

    private Answer withTicket(
            Request request, Function<Proof.KerberosTicket, Answer> taking, Function<Refusal, Answer> refusing) {
        Outcome<Optional<Proof.KerberosTicket>> shown = NegotiateHeader.read(request.headers());
        Optional<Refusal> refusal = shown.refusal().or(() -> Confidential.problem(request.origin()));
        if (refusal.isPresent()) {
            if (!shown.value().equals(Optional.of(Optional.empty()))) {
                audit(refusal.get(), request);
            }
            return refusing.apply(refusal.get());
        }
        return shown.value().flatMap(ticket -> ticket).map(taking).orElseGet(() -> refusing.apply(NO_TICKET)
                .withStatus(UNAUTHENTICATED)
                .with(CHALLENGE, SCHEME));
    }

    /** A 401 behind a ticket would have browsers ask for a password, which nobody here would look at. */
    private static Answer withoutChallenge(Answer refused) {
        return refused.status() == UNAUTHENTICATED ? refused.withStatus(FORBIDDEN) : refused;
    }

    private void audit(Refusal refusal, Request request) {
        core.audit()
                .append(context(request)
                        .facts()
                        .put("proof", Proof.Kind.KERBEROS_TICKET.name())
                        .refused(AuditEvent.Kind.SIGN_IN, refusal));
    }

    private static ProviderId provider(Request request) {
        return new ProviderId(request.variable("provider"));
    }

    private static Expectation expectation(Request request) {
        return new Expectation(Optional.of(provider(request)), Optional.empty(), Optional.empty());
    }

    private RequestContext context(Request request) {
        Request.Origin origin = request.origin();
        return new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
    }
}
