package dev.daypass.server.oauth;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.grant.ClientSession;
import dev.daypass.core.grant.Renewed;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Possession;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.MintedToken;
import dev.daypass.core.token.TokenContext;
import dev.daypass.core.token.TokenIssue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client gets for a grant (RFC 6749 section 5.1, RFC 8693 section 2.2.1): a token or an access key, and its terms. */
final class TokenAnswer {
    private final AuthorizationDetails details = new AuthorizationDetails();
    private final AccessTokens accessTokens;

    TokenAnswer(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    Outcome<Map<String, Object>> of(TokenRequest asked, Application client, Renewed renewed, RequestContext context) {
        Outcome<Map<String, Object>> core =
                switch (asked.form()) {
                    case ACCESS_TOKEN ->
                        minted(client, renewed.session(), context).map(token -> token(token, renewed.session()));
                    case ACCESS_KEY ->
                        Outcome.granted(accessKey(renewed.session().issued().credentials()));
                };
        return core.map(members -> {
            members.put("issued_token_type", asked.form().uri());
            members.put("expires_in", secondsLeft(renewed.session(), context.instant()));
            terms(members, renewed);
            if (asked.grant() != GrantType.TOKEN_EXCHANGE && asked.form() == TokenRequest.Form.ACCESS_TOKEN) {
                members.remove("issued_token_type");
            }
            return members;
        });
    }

    private Outcome<MintedToken> minted(Application client, ClientSession session, RequestContext context) {
        TokenContext told = TokenContext.of(session.authentication())
                .detailed(details.told(session.narrowing().policies()));
        TokenContext acted = session.actor().map(told::actedFor).orElse(told);
        return accessTokens.mint(
                session.issued().session(),
                session.issued().credentials().sessionToken(),
                new TokenIssue(
                        client.clientId(),
                        session.audiences(),
                        session.narrowing().scopes(),
                        client.tokens().algorithm(),
                        acted),
                context);
    }

    private static Map<String, Object> token(MintedToken token, ClientSession session) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", token.compact().reveal());
        boolean bound = Possession.boundTo(session.issued().session()).dpopKey().isPresent();
        members.put("token_type", bound ? "DPoP" : "Bearer");
        return members;
    }

    /** RFC 8693 section 2.2.1: what is no access token has the type {@code N_A}; it is the session token of the three. */
    static Map<String, Object> accessKey(Credentials credentials) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", credentials.sessionToken().reveal());
        members.put("token_type", "N_A");
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("Version", 1);
        key.put("AccessKeyId", credentials.accessKeyId());
        key.put("SecretAccessKey", credentials.secretAccessKey().reveal());
        key.put("SessionToken", credentials.sessionToken().reveal());
        key.put("Expiration", credentials.expiresAt().toString());
        members.put("credentials", key);
        return members;
    }

    private static long secondsLeft(ClientSession session, Instant now) {
        return Math.max(
                0, Duration.between(now, session.issued().session().expiresAt()).toSeconds());
    }

    /** What was granted of what was asked is told, also where it is the same. */
    private void terms(Map<String, Object> members, Renewed renewed) {
        ClientSession.Granted granted = renewed.session().narrowing();
        if (!granted.scopes().isEmpty()) {
            members.put("scope", String.join(" ", granted.scopes()));
        }
        List<Object> told = details.told(granted.policies());
        if (!told.isEmpty()) {
            members.put("authorization_details", told);
        }
        renewed.refreshToken().map(Secret::reveal).ifPresent(token -> members.put("refresh_token", token));
    }
}
