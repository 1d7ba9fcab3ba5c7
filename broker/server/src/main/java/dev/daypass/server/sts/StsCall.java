package dev.daypass.server.sts;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.SignedRequest;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Body;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One call under way: who asks is proven, the core is asked, what it grants is written. */
final class StsCall implements StsActions<Outcome<Body>> {
    private final StsCore core;
    private final RequestContext request;
    private final Supplier<Outcome<SignedRequest>> signature;
    private final StsXml xml;

    /**
     * @param signature reads the request's signature, for the calls that need one
     */
    StsCall(StsCore core, RequestContext request, Supplier<Outcome<SignedRequest>> signature) {
        this.core = core;
        this.request = request;
        this.signature = signature;
        this.xml = new StsXml(request.correlationId());
    }

    @Override
    public Outcome<Body> assumeRole(StsRequest.AssumeRole asked) {
        return caller().then(caller -> core.exchange().assume(caller, asked.session(), request))
                .map(xml::assumeRole);
    }

    @Override
    public Outcome<Body> assumeRoleWithSaml(StsRequest.AssumeRoleWithSaml asked) {
        var expectation =
                Expectation.unsolicited(asked.provider(), asked.session().roleArn());
        return core.signIn()
                .signIn(asked.proof(), expectation, request)
                .then(identity -> assume(identity, asked.session(), xml::assumeRoleWithSaml));
    }

    @Override
    public Outcome<Body> assumeRoleWithWebIdentity(StsRequest.AssumeRoleWithWebIdentity asked) {
        String token = asked.proof().compact();
        if (core.tokens().access().isOurs(token, request)) {
            return withOurToken(token, asked.session());
        }
        var expectation = Expectation.fromIssuer(asked.session().roleArn());
        return core.signIn()
                .signIn(asked.proof(), expectation, request)
                .then(identity -> assume(identity, asked.session(), xml::assumeRoleWithWebIdentity));
    }

    @Override
    public Outcome<Body> assumeRoleWithDirectory(StsRequest.AssumeRoleWithDirectory asked) {
        var expectation =
                Expectation.unsolicited(asked.provider(), asked.session().roleArn());
        return core.signIn()
                .signIn(asked.proof(), expectation, request)
                .then(identity -> assume(identity, asked.session(), xml::assumeRoleWithDirectory));
    }

    /** Our own token stands for its session, which takes the role if that trusts our issuer (never by default). */
    private Outcome<Body> withOurToken(String token, SessionRequest asked) {
        String issuer = request.snapshot().issuer();
        return core.tokens().access().asWebIdentity(token, request).then(proven -> core.exchange()
                .assume(new Caller.SessionHolder(proven.session()), asked, request)
                .map(issued -> xml.assumeRoleWithWebIdentity(issued, proven, issuer)));
    }

    @Override
    public Outcome<Body> getWebIdentityToken(StsRequest.GetWebIdentityToken asked) {
        return caller().then(caller -> core.tokens().webIdentity().issue(caller, asked.token(), request))
                .map(xml::getWebIdentityToken);
    }

    private Outcome<Body> assume(
            Identity identity, SessionRequest asked, BiFunction<IssuedSession, Identity, Body> answer) {
        return core.exchange()
                .assume(new Caller.Federated(identity), asked, request)
                .map(issued -> answer.apply(issued, identity));
    }

    /** Needs no permission, and a deny does not block it (AWS STS API reference). */
    @Override
    public Outcome<Body> getCallerIdentity() {
        return caller().map(caller -> {
            CallerView view = CallerView.of(caller, request.snapshot());
            core.audit()
                    .append(request.facts()
                            .put("action", "sts:GetCallerIdentity")
                            .put("caller", view.arn())
                            .granted(AuditEvent.Kind.REQUEST_AUTHENTICATION));
            return xml.getCallerIdentity(view);
        });
    }

    @Override
    public Outcome<Body> getSessionToken(StsRequest.GetSessionToken asked) {
        return caller().then(caller -> core.temporaryCredentials().sessionToken(caller, asked.duration(), request))
                .map(xml::getSessionToken);
    }

    @Override
    public Outcome<Body> getFederationToken(StsRequest.GetFederationToken asked) {
        return caller().then(caller -> core.temporaryCredentials().federationToken(caller, asked.federation(), request))
                .map(xml::getFederationToken);
    }

    @Override
    public Outcome<Body> decodeAuthorizationMessage(StsRequest.DecodeAuthorizationMessage asked) {
        return caller().then(caller -> core.messages().decode(asked.encodedMessage(), caller, request))
                .map(xml::decodeAuthorizationMessage);
    }

    @Override
    public Outcome<Body> getAccessKeyInfo(StsRequest.GetAccessKeyInfo asked) {
        return caller().then(caller -> core.decisions().mayCall("GetAccessKeyInfo", caller, request))
                .then(allowed -> account(asked.accessKeyId())
                        .map(Outcome::granted)
                        .orElseGet(() -> Outcome.refused(
                                Reason.CREDENTIALS_UNKNOWN,
                                "The access key id is not known here",
                                "no holder of access key `" + asked.accessKeyId() + "`")))
                .map(xml::getAccessKeyInfo);
    }

    private Optional<String> account(String accessKeyId) {
        return request.snapshot()
                .keyHolder(accessKeyId)
                .flatMap(StsCall::accountOf)
                .or(() -> core.sessions().find(accessKeyId).map(session -> session.owner()
                        .account()));
    }

    private static Optional<String> accountOf(Snapshot.KeyHolder holder) {
        return holder.user().map(User::account).or(() -> holder.service().map(ServicePrincipal::account));
    }

    private Outcome<Caller> caller() {
        Outcome<SignedRequest> signed = signature.get();
        signed.refusal().ifPresent(refusal -> core.audit()
                .append(request.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return signed.then(read -> core.authenticator().authenticate(read, request));
    }
}
