package dev.daypass.server.sts;

import dev.daypass.core.exchange.FederationRequest;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.token.WebIdentityRequest;
import java.time.Duration;
import java.util.Optional;

/** One call of the STS, parsed: what is not in here was not in the request or had no business there. */
public sealed interface StsRequest {
    /** Does what is asked. */
    <R> R perform(StsActions<R> actions);

    /** A signed caller asks for a role. */
    record AssumeRole(SessionRequest session) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.assumeRole(this);
        }
    }

    /**
     * Somebody hands in a SAML Response.
     *
     * @param provider from {@code PrincipalArn}
     */
    record AssumeRoleWithSaml(SessionRequest session, ProviderId provider, Proof.SamlResponse proof)
            implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.assumeRoleWithSaml(this);
        }
    }

    /** Somebody hands in a JWT. */
    record AssumeRoleWithWebIdentity(SessionRequest session, Proof.Jwt proof) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.assumeRoleWithWebIdentity(this);
        }
    }

    /**
     * Somebody hands in a password or a Kerberos ticket.
     *
     * @param provider from {@code ProviderArn}, or from where the request went
     */
    record AssumeRoleWithDirectory(SessionRequest session, ProviderId provider, Proof proof) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.assumeRoleWithDirectory(this);
        }
    }

    /** A signed caller asks who it is. */
    record GetCallerIdentity() implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.getCallerIdentity();
        }
    }

    /** A user asks for temporary keys of its own. */
    record GetSessionToken(Optional<Duration> duration) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.getSessionToken(this);
        }
    }

    /** A user asks for narrowed temporary keys under another name. */
    record GetFederationToken(FederationRequest federation) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.getFederationToken(this);
        }
    }

    /** A signed caller asks what a denial said. */
    record DecodeAuthorizationMessage(String encodedMessage) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.decodeAuthorizationMessage(this);
        }
    }

    /** A signed caller asks for a token that tells outside services who it is. */
    record GetWebIdentityToken(WebIdentityRequest token) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.getWebIdentityToken(this);
        }
    }

    /** A signed caller asks whose access key it is. */
    record GetAccessKeyInfo(String accessKeyId) implements StsRequest {
        @Override
        public <R> R perform(StsActions<R> actions) {
            return actions.getAccessKeyInfo(this);
        }
    }
}
