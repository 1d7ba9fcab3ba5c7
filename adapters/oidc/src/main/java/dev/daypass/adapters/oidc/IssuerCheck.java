package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.keys.KeyAddresses;
import dev.daypass.adapters.oidc.keys.KeyLoader;
import dev.daypass.adapters.oidc.keys.KeySetReading;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a token provider over the network for its discovery document and key set, as the running broker would (OpenID
 * Connect Discovery 4). All it finds are warnings: what does not answer now may answer when it is needed. Key sets in
 * files are left to {@link JwksCheck}, settings that can never work to {@link DiscoveryCheck}.
 */
public final class IssuerCheck {
    private final HttpClient client;

    /**
     * @param client must not follow redirects by itself
     */
    public IssuerCheck(HttpClient client) {
        this.client = client;
    }

    /**
     * Asks one provider.
     *
     * @param source where the provider is configured
     * @return completes within half a minute, never exceptionally
     */
    public CompletableFuture<List<Finding>> ask(TokenSettings settings, Source source) {
        boolean onFile = settings.keys()
                .jwks()
                .filter(address -> "file".equals(address.getScheme()))
                .isPresent();
        if (onFile || KeyAddresses.problem(settings).isPresent()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return new KeyLoader(client, settings)
                .load()
                .thenApply(outcome -> outcome.fold(
                        reading -> judged(settings, reading, source),
                        refusal -> List.of(finding(settings, refusal, source))));
    }

    private static List<Finding> judged(TokenSettings settings, KeySetReading reading, Source source) {
        var findings = new ArrayList<Finding>();
        if (!reading.summary().isEmpty()) {
            findings.add(Finding.warning(
                    "issuer-keys-left-out",
                    source,
                    "some keys of issuer `" + settings.issuer() + "` are not used: " + reading.summary(),
                    "nothing, unless its tokens are signed with one of them"));
        }
        boolean signsPeopleIn = reading.endpoints()
                .filter(endpoints -> endpoints.authorization().isPresent()
                        && endpoints.token().isPresent())
                .isPresent();
        if (settings.kind() == ProviderSettings.Kind.OIDC && reading.endpoints().isPresent() && !signsPeopleIn) {
            findings.add(Finding.warning(
                    "issuer-no-sign-in",
                    source,
                    "the discovery document of issuer `" + settings.issuer()
                            + "` has no usable `authorization_endpoint` and `token_endpoint`, so nobody can sign in with a"
                            + " browser",
                    "write `type: jwt` if only its tokens are meant"));
        }
        return List.copyOf(findings);
    }

    private static Finding finding(TokenSettings settings, Refusal refusal, Source source) {
        String message =
                "the keys of issuer `" + settings.issuer() + "` cannot be had from here: " + refusal.auditDetail();
        return refusal.reason() == Reason.PROVIDER_UNREACHABLE
                ? Finding.warning(
                        "issuer-unreachable",
                        source,
                        message,
                        "check name, certificate and the way there from where the broker runs")
                : Finding.warning(
                        "issuer-discovery",
                        source,
                        message,
                        "write `issuer` exactly as its discovery document does, or set `jwks`");
    }
}
