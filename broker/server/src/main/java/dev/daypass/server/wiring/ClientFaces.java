package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Issuing;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.grant.ClientGrants;
import dev.daypass.core.grant.ConsoleSignIn;
import dev.daypass.core.grant.RefreshTokens;
import dev.daypass.core.grant.RefreshVault;
import dev.daypass.core.grant.SubjectTokens;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.session.SessionIds;
import dev.daypass.server.oauth.ClientAuthenticator;
import dev.daypass.server.oauth.DpopNonces;
import dev.daypass.server.oauth.DpopProofs;
import dev.daypass.server.oauth.TokenEndpoint;
import dev.daypass.server.sts.StsCore;
import java.security.SecureRandom;

/**
 * What OAuth clients meet: their authentication, their proofs of possession, their grants.
 *
 * @param clients finds out which client calls, at every endpoint of theirs
 * @param consoles signs people in at applications' consoles
 * @param proofs checks DPoP proofs, at every endpoint that takes tokens
 */
record ClientFaces(ClientAuthenticator clients, DpopProofs proofs, TokenEndpoint.Core token, ConsoleSignIn consoles) {
    static ClientFaces over(Store store, LiveKeys keys, Tokens tokens, StsCore sts, SecureRandom random) {
        AuditSink audit = sts.audit();
        var clients = new ClientAuthenticator(store.replays(), audit);
        var proofs = new DpopProofs(new DpopNonces(keys), store.replays());
        var issuing = new Issuing(new SessionIds(random), tokens.sessions());
        var narrowing = new Narrowing(issuing, store.sessions(), audit);
        var grants = new TokenEndpoint.Grants(
                new SubjectTokens(tokens.jws(), tokens.access()),
                new ClientGrants(sts.signIn(), sts.exchange(), narrowing, audit),
                new RefreshTokens(
                        narrowing, store.refreshTokens(), new RefreshVault(keys, random), store.revocations(), audit));
        return new ClientFaces(
                clients,
                proofs,
                new TokenEndpoint.Core(clients, proofs, grants, tokens.access(), audit),
                new ConsoleSignIn(
                        new ConsoleSignIn.Sealing(keys, tokens.sessions(), random),
                        new ConsoleSignIn.Memory(store.revocations(), store.replays(), audit),
                        narrowing,
                        tokens.access()));
    }
}
