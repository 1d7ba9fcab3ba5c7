package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.AuthorizationMessages;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.Issuing;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.exchange.TemporaryCredentials;
import dev.daypass.core.grant.ClientTokens;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.login.SitePassages;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.SessionIds;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.signin.SignIn;
import dev.daypass.core.signin.SignInWitness;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.token.WebIdentityTokens;
import dev.daypass.server.authzen.EvaluationEndpoint;
import dev.daypass.server.authzen.ServiceQuestions;
import dev.daypass.server.forwardauth.ForwardAuthEndpoint;
import dev.daypass.server.oauth.IntrospectionEndpoint;
import dev.daypass.server.oauth.RevocationEndpoint;
import dev.daypass.server.oauth.TokenBearer;
import dev.daypass.server.sts.StsCore;
import java.util.Set;

/**
 * The core's use cases over one store, one key ring and one audit.
 *
 * @param sts behind the STS
 * @param evaluation behind evaluation requests
 * @param sessions behind the admin API
 * @param tokens behind the OAuth face
 * @param forwardAuth behind forward authentication
 * @param introspection what clients learn of tokens
 * @param revocation what clients end
 * @param revocations what services that verify tokens on their own have to know
 * @param clients behind the endpoints of OAuth clients
 */
record UseCases(
        StsCore sts,
        EvaluationEndpoint.Core evaluation,
        Sessions sessions,
        Tokens tokens,
        ForwardAuthEndpoint.Core forwardAuth,
        IntrospectionEndpoint.Core introspection,
        RevocationEndpoint.Core revocation,
        RevocationFeed revocations,
        ClientFaces clients) {
    private static final Set<String> STS_SERVICES = Set.of("sts");
    private static final Set<String> EVALUATION_SERVICES = Set.of("sts", "daypass");
    private static final Set<String> SITE_SERVICES = Set.of("daypass");

    static UseCases over(
            Store store,
            LiveKeys keys,
            AuditSink audit,
            Providers providers,
            SignInWitness witness,
            Surroundings surroundings) {
        Tokens made = Tokens.over(store, keys, audit, surroundings);
        SessionTokens tokens = made.sessions();
        var issuing = new Issuing(new SessionIds(surroundings.random()), tokens);
        var decisions = new Decisions(audit);
        var messages = new AuthorizationMessages(keys, audit);
        var sts = new StsCore(
                new SignIn(
                        providers.readers(),
                        providers.lookup(),
                        new SignedOut(store.revocations()),
                        store.replays(),
                        audit,
                        witness),
                new RequestAuthenticator(STS_SERVICES, tokens, store.revocations(), audit),
                new Exchange(issuing, store.sessions(), audit),
                new TemporaryCredentials(issuing, store.sessions(), audit),
                decisions,
                messages,
                new StsCore.Tokens(
                        made.access(), new WebIdentityTokens(made.jws(), tokens, audit, surroundings.random())),
                store.sessions(),
                audit);
        var faces = ClientFaces.over(store, keys, made, sts, surroundings.random());
        var bearer = new TokenBearer(made.access(), faces.proofs(), audit);
        var forwardAuth = new ForwardAuthEndpoint.Core(
                bearer,
                new RequestAuthenticator(SITE_SERVICES, tokens, store.revocations(), audit),
                new SitePassages(
                        new SitePassages.Vault(keys, surroundings.random()),
                        store.replays(),
                        tokens,
                        store.revocations(),
                        audit),
                decisions,
                made.jws(),
                audit);
        var evaluation = new EvaluationEndpoint.Core(
                new EvaluationEndpoint.Asking(
                        new RequestAuthenticator(EVALUATION_SERVICES, tokens, store.revocations(), audit),
                        bearer,
                        new ServiceQuestions(faces.clients(), made.access(), audit)),
                decisions,
                messages,
                audit);
        var sessions = new Sessions(store.sessions(), store.revocations(), audit);
        var clientTokens =
                new ClientTokens(made.access(), faces.token().grants().refresh(), sessions, audit);
        var introspection = new IntrospectionEndpoint.Core(faces.clients(), clientTokens, made.jws());
        var revocation = new RevocationEndpoint.Core(faces.clients(), clientTokens);
        return new UseCases(
                sts, evaluation, sessions, made, forwardAuth, introspection, revocation, store.revocationFeed(), faces);
    }
}
