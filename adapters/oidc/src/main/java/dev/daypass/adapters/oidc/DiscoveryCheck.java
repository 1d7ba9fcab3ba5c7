package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.JwsAlgorithm;
import dev.daypass.adapters.oidc.keys.KeyAddresses;
import dev.daypass.adapters.oidc.login.ClientKey;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@code check} can say about a token provider without asking the network: whether its keys can be found where the
 * settings point, and whether any algorithm they list can verify a token.
 */
public final class DiscoveryCheck {
    /**
     * Checks one provider's settings.
     *
     * @param source where the provider is configured
     */
    public List<Finding> check(TokenSettings settings, Source source) {
        var findings = new ArrayList<Finding>();
        KeyAddresses.problem(settings)
                .ifPresent(problem -> findings.add(Finding.error(
                        "provider-keys-address",
                        source,
                        "the keys of issuer `" + settings.issuer() + "` cannot be fetched: " + problem,
                        "use an https issuer, or set `jwks` to an https address or a file")));
        new TreeSet<>(settings.checks().algorithms())
                .forEach(name -> algorithm(name, source).ifPresent(findings::add));
        if (settings.keys().maxStale().compareTo(settings.keys().refresh()) < 0) {
            findings.add(Finding.warning(
                    "provider-keys-stale",
                    source,
                    "keys expire before they are read again: `maxStale` is shorter than `refresh`",
                    "make `maxStale` some hours, so that a short outage of the issuer refuses nobody"));
        }
        settings.client()
                .flatMap(TokenSettings.Client::key)
                .flatMap(pem -> clientKey(pem, source))
                .ifPresent(findings::add);
        return List.copyOf(findings);
    }

    private static Optional<Finding> clientKey(Secret pem, Source source) {
        try {
            ClientKey.read(pem);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(Finding.error(
                    "client-key-unreadable",
                    source,
                    "`clientKey` is not an RSA or EC key in PEM (PKCS#8)",
                    "make one with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`"));
        }
    }

    private static Optional<Finding> algorithm(String name, Source source) {
        return JwsAlgorithm.named(name).isPresent()
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "provider-algorithm-unknown",
                        source,
                        "`" + name + "` is no asymmetric signature algorithm",
                        "use RS256, PS256, ES256, ES384 or EdDSA; shared-secret algorithms are never accepted"));
    }
}
