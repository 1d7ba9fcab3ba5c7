package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.jose.Base64Url;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is asked for at the authorization endpoint (OpenID Connect Core 3.1.2.1, RFC 7636 section 4.3). */
record AuthorizationRequest(TokenSettings settings, TokenSettings.Client client, String redirectUri) {
    /** The parameters, in a fixed order. */
    Map<String, String> parameters(PendingLogin pending, LoginStart.Wishes wishes) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", String.join(" ", client.signIn().scopes()));
        parameters.put("state", pending.id());
        parameters.put("nonce", pending.nonce());
        parameters.put("code_challenge", challenge(pending.codeVerifier()));
        parameters.put("code_challenge_method", "S256");
        if (!client.signIn().contexts().isEmpty()) {
            parameters.put("acr_values", String.join(" ", client.signIn().contexts()));
        }
        settings.checks()
                .maxAuthenticationAge()
                .ifPresent(age -> parameters.put("max_age", Long.toString(age.toSeconds())));
        if (wishes.forceAuthn()) {
            parameters.put("prompt", "login");
            // What makes the provider tell when it asked, too (Core 2, auth_time).
            parameters.put("max_age", "0");
        }
        wishes.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        return parameters;
    }

    /** RFC 7636 section 4.2: the verifier stays with us until the code comes. */
    private static String challenge(Secret verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
