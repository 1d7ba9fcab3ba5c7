package dev.daypass.core.signin;

import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import java.util.List;

/**
 * Whether a client may bring a proof, and whether the proof is what the client says it is. Asked before anything is
 * verified or spent, so that no client uses up what another may use.
 */
final class ClientGate {
    private ClientGate() {}

    /** Those of the known providers whose proofs the client may bring. */
    static Outcome<List<Provider>> admits(ParsedProof parsed, List<Provider> known, Expectation expectation) {
        if (expectation.client().isEmpty()) {
            return Outcome.granted(known);
        }
        Expectation.ByClient client = expectation.client().get();
        List<Provider> allowed = known.stream()
                .filter(provider -> client.providers().contains(provider.id()))
                .toList();
        if (allowed.isEmpty()) {
            return Outcome.refused(
                    Reason.CLIENT_NOT_ALLOWED,
                    "The client may not use proofs of this identity provider",
                    "X03: provider `" + known.get(0).id() + "` is not among the client's");
        }
        List<Provider> fitting = allowed.stream()
                .filter(provider -> client.declared()
                        .map(declared -> fits(parsed, provider.settings().kind(), declared))
                        .orElse(true))
                .toList();
        return fitting.isEmpty()
                ? Outcome.refused(
                        Reason.TOKEN_TYPE,
                        "The token is not of the type that the request declares",
                        "X01: declared `"
                                + client.declared().map(SubjectTokenType::word).orElse("") + "`, but provider `"
                                + allowed.get(0).id() + "` or the header says otherwise")
                : Outcome.granted(fitting);
    }

    /** An access token says so itself (RFC 9068 section 2.1); an ID token comes from an OpenID provider. */
    private static boolean fits(ParsedProof parsed, ProviderSettings.Kind kind, SubjectTokenType declared) {
        boolean accessToken = parsed.declaredType().filter("at+jwt"::equals).isPresent();
        return switch (declared) {
            case SAML2 -> kind == ProviderSettings.Kind.SAML;
            case ID_TOKEN -> kind == ProviderSettings.Kind.OIDC && !accessToken;
            case JWT -> kind == ProviderSettings.Kind.OIDC || kind == ProviderSettings.Kind.JWT;
            case ACCESS_TOKEN ->
                (kind == ProviderSettings.Kind.OIDC || kind == ProviderSettings.Kind.JWT) && accessToken;
            case KERBEROS -> kind == ProviderSettings.Kind.DIRECTORY;
        };
    }
}
