package dev.daypass.server.sts;

/**
 * What can be done with an {@link StsRequest}: one method for each kind, so that a new kind does not compile until every
 * place has an answer.
 *
 * @param <R> what each gives
 */
public interface StsActions<R> {
    R assumeRole(StsRequest.AssumeRole asked);

    R assumeRoleWithSaml(StsRequest.AssumeRoleWithSaml asked);

    R assumeRoleWithWebIdentity(StsRequest.AssumeRoleWithWebIdentity asked);

    R assumeRoleWithDirectory(StsRequest.AssumeRoleWithDirectory asked);

    R getCallerIdentity();

    R getSessionToken(StsRequest.GetSessionToken asked);

    R getFederationToken(StsRequest.GetFederationToken asked);

    R decodeAuthorizationMessage(StsRequest.DecodeAuthorizationMessage asked);

    R getWebIdentityToken(StsRequest.GetWebIdentityToken asked);

    R getAccessKeyInfo(StsRequest.GetAccessKeyInfo asked);
}
