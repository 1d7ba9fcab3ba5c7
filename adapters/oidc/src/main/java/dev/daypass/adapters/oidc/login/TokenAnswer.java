package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.jose.Claims;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a token endpoint gave for a code (OpenID Connect Core 3.1.3.3). Nothing of it is believed yet.
 *
 * @param idToken the token that sign-in verifies
 * @param accessToken for userinfo
 */
record TokenAnswer(Secret idToken, Secret accessToken) {
    /** RFC 6750 section 2.1: nothing else fits into the header that it is shown in. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    static Outcome<TokenAnswer> read(BackChannel.Answer answer) {
        if (answer.status() != 200) {
            return LoginRefusals.told("the token endpoint", answer.status(), answer.members());
        }
        Optional<String> idToken = text(answer.members(), "id_token");
        Optional<String> accessToken = text(answer.members(), "access_token")
                .filter(text -> BEARER.matcher(text).matches());
        boolean bearer = text(answer.members(), "token_type")
                .filter("bearer"::equalsIgnoreCase)
                .isPresent();
        if (idToken.isEmpty() || accessToken.isEmpty() || !bearer) {
            return LoginRefusals.refused(
                    Reason.PROVIDER_NOT_READY,
                    "the token endpoint's answer lacks `id_token`, `access_token` or `token_type: Bearer`");
        }
        return Outcome.granted(new TokenAnswer(Secret.of(idToken.get()), Secret.of(accessToken.get())));
    }

    private static Optional<String> text(Claims members, String name) {
        return members.plain(name)
                .filter(AttributeValue.Text.class::isInstance)
                .map(AttributeValue::text)
                .filter(text -> !text.isEmpty());
    }
}
