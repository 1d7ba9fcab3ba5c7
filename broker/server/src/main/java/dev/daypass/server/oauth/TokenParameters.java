package dev.daypass.server.oauth;

import dev.daypass.core.application.GrantType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.Suggestions;
import dev.daypass.server.http.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which parameters each grant takes. One of another grant, or one that is misspelt, refuses: it would otherwise be thought
 * to count. Whatever else is not known is ignored, as RFC 6749 section 3.2 demands.
 */
final class TokenParameters {
    /** Parameters that may come more than once (RFC 8693 section 2.1, RFC 8707). */
    static final Set<String> REPEATABLE = Set.of("resource", "audience");

    private static final Set<String> COMMON = common();
    private static final Set<String> ELSEWHERE = Set.of(
            "assertion",
            "code",
            "code_verifier",
            "redirect_uri",
            "refresh_token",
            "device_code",
            "auth_req_id",
            "username",
            "password",
            "provider",
            "subject_token",
            "subject_token_type",
            "actor_token",
            "actor_token_type",
            "request",
            "request_uri",
            "claims",
            "access_token",
            "token",
            "policy",
            "role");

    private TokenParameters() {}

    private static Set<String> common() {
        Set<String> common = new HashSet<>(List.of(
                "grant_type",
                "resource",
                "audience",
                "scope",
                "authorization_details",
                "requested_token_type",
                "session_name",
                "session_duration"));
        common.addAll(PresentedClient.parameters());
        return Set.copyOf(common);
    }

    private static Set<String> own(GrantType grant) {
        return switch (grant) {
            case TOKEN_EXCHANGE ->
                Set.of("subject_token", "subject_token_type", "actor_token", "actor_token_type", "provider");
            case SAML2_BEARER, JWT_BEARER -> Set.of("assertion");
            case CLIENT_CREDENTIALS -> Set.of();
            case REFRESH_TOKEN -> Set.of("refresh_token");
            case DIRECTORY -> Set.of("username", "password", "provider");
        };
    }

    /** The form, if all that it says is this grant's business. */
    static Outcome<Form> check(Form form, GrantType grant) {
        return check(form, own(grant));
    }

    /** The form, if all that it says is common to all grants or among these. */
    static Outcome<Form> check(Form form, Set<String> own) {
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(own);
        for (String name : form.names()) {
            if (known.contains(name)) {
                continue;
            }
            Optional<String> meant = Suggestions.closest(name, known);
            if (ELSEWHERE.contains(name) || meant.isPresent()) {
                return Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "A parameter has no meaning for this grant"
                                + meant.map(near -> "; did you mean " + near + "?")
                                        .orElse(""),
                        "X04: a parameter of another grant, or a misspelt one");
            }
        }
        return Outcome.granted(form);
    }
}
