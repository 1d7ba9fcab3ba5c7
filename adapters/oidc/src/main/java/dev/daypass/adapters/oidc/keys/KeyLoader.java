package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Loads the key set of one provider: from where it is configured, else by discovery (OpenID Connect Discovery 4). Starts
 * anew each time, so that an issuer may move its key set.
 */
final class KeyLoader {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final DocumentFetcher fetcher;
    private final KeySetReader reader = new KeySetReader();
    private final JsonTree json = new JsonTree();
    private final String issuer;
    private final Optional<URI> configured;

    KeyLoader(DocumentFetcher fetcher, TokenSettings settings) {
        this.fetcher = fetcher;
        this.issuer = settings.issuer();
        this.configured = settings.keys().jwks();
    }

    /** The set, or why there is none: unreachable may pass, not ready must be mended. Never completes exceptionally. */
    CompletableFuture<Outcome<KeySetReading>> load() {
        if (configured.isPresent()) {
            return Addresses.problem(configured.get())
                    .map(problem -> done(KeyLoader.<KeySetReading>notReady("`jwks` " + problem)))
                    .orElseGet(() -> keySet(configured.get()));
        }
        Optional<URI> discovery =
                discovery(issuer).filter(it -> Addresses.problem(it).isEmpty());
        if (discovery.isEmpty()) {
            return done(notReady("the issuer is no https address, so its keys cannot be discovered"));
        }
        return fetcher.fetch(discovery.get())
                .thenCompose(document -> document.then(text -> jwksUri(discovery.get(), text))
                        .fold(this::keySet, refusal -> done(Outcome.refused(refusal))));
    }

    private CompletableFuture<Outcome<KeySetReading>> keySet(URI address) {
        return fetcher.fetch(address).thenApply(document -> document.then(text -> read(address, text)));
    }

    private Outcome<KeySetReading> read(URI address, String text) {
        KeySetReading reading = reader.read(address.toString(), text);
        return reading.keys().isPresent() ? Outcome.granted(reading) : notReady(address + ": " + reading.summary());
    }

    /** OpenID Connect Discovery 4.3: the document's issuer must be exactly the one that was asked. */
    private Outcome<URI> jwksUri(URI discovery, String text) {
        Optional<Node.Mapping> document = json.read("discovery", text)
                .value()
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
        if (document.isEmpty()) {
            return notReady(discovery + " is no JSON object");
        }
        Optional<String> named = text(document.get(), "issuer");
        if (named.filter(issuer::equals).isEmpty()) {
            return notReady(discovery + " names another issuer: " + AuditText.quote(named.orElse("none")));
        }
        Optional<URI> jwks = text(document.get(), "jwks_uri").flatMap(KeyLoader::address);
        if (jwks.isEmpty()) {
            return notReady(discovery + " has no `jwks_uri`");
        }
        return Addresses.linkProblem(discovery, jwks.get())
                .<Outcome<URI>>map(problem -> notReady("`jwks_uri` of " + discovery + " " + problem))
                .orElseGet(() -> Outcome.granted(jwks.get()));
    }

    /** The issuer's discovery document: a slash at the end is dropped first (OpenID Connect Discovery 4). */
    static Optional<URI> discovery(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return address(base + WELL_KNOWN);
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text);
            return address.isAbsolute() && !address.isOpaque() ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Node.Mapping document, String name) {
        return document.get(name)
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .filter(scalar -> scalar.type() == Node.ScalarType.TEXT)
                .map(Node.Scalar::text);
    }

    private static <T> Outcome<T> notReady(String why) {
        return TokenRefusals.refused(Reason.PROVIDER_NOT_READY, why);
    }

    private static <T> CompletableFuture<Outcome<T>> done(Outcome<T> outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
