package dev.daypass.server.sts;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.AuthorizationMessages;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.TemporaryCredentials;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.RequestAuthenticator;
import dev.daypass.core.signin.SignIn;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.WebIdentityTokens;

/**
 * The use cases behind the STS.
 *
 * @param authenticator takes service {@code sts} only
 * @param sessions where GetAccessKeyInfo finds a session's account
 * @param audit told of calls that never reach a use case
 */
public record StsCore(
        SignIn signIn,
        RequestAuthenticator authenticator,
        Exchange exchange,
        TemporaryCredentials temporaryCredentials,
        Decisions decisions,
        AuthorizationMessages messages,
        Tokens tokens,
        SessionStore sessions,
        AuditSink audit) {
    /** Our own tokens: taken as proofs, and made for outside services. */
    public record Tokens(AccessTokens access, WebIdentityTokens webIdentity) {}
}
