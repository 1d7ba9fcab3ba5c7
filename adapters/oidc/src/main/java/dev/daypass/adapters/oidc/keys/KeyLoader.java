package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.TokenSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Loads the key set of one provider: from where it is configured, else by discovery (OpenID Connect Discovery 4). Starts
 * anew each time, so that an issuer may move its key set.
 */
public final class KeyLoader {
    private final DocumentFetcher fetcher;
    private final KeySetReader reader = new KeySetReader();
    private final TokenSettings settings;

    /**
     * A loader that stands alone.
     *
     * @param client must not follow redirects by itself; its TLS settings decide whom to trust
     */
    public KeyLoader(HttpClient client, TokenSettings settings) {
        this(new DocumentFetcher(client), settings);
    }

    KeyLoader(DocumentFetcher fetcher, TokenSettings settings) {
        this.fetcher = fetcher;
        this.settings = settings;
    }

    /** The set, or why there is none: unreachable may pass, not ready must be mended. Never completes exceptionally. */
    public CompletableFuture<Outcome<KeySetReading>> load() {
        Optional<String> problem = KeyAddresses.problem(settings);
        if (problem.isPresent()) {
            return done(notReady(problem.get()));
        }
        if (settings.keys().jwks().isPresent()) {
            return keySet(settings.keys().jwks().get());
        }
        return discover()
                .thenCompose(document -> document.fold(this::discovered, refusal -> done(Outcome.refused(refusal))));
    }

    /** The discovery document, whether or not it leads to the keys. Never completes exceptionally. */
    CompletableFuture<Outcome<DiscoveryDocument>> discover() {
        Optional<URI> address = KeyAddresses.discovery(settings.issuer())
                .filter(discovery -> KeyAddresses.problem(discovery).isEmpty() && !KeyAddresses.isFile(discovery));
        if (address.isEmpty()) {
            return done(notReady("the issuer is no https address, so nothing can be discovered"));
        }
        return fetcher.fetch(address.get())
                .thenApply(document ->
                        document.then(text -> DiscoveryDocument.read(address.get(), text, settings.issuer())));
    }

    private CompletableFuture<Outcome<KeySetReading>> discovered(DiscoveryDocument document) {
        return document.keySet()
                .fold(
                        address -> keySet(address).thenApply(set -> set.map(read -> read.at(document.endpoints()))),
                        refusal -> done(Outcome.refused(refusal)));
    }

    private CompletableFuture<Outcome<KeySetReading>> keySet(URI address) {
        return fetcher.fetch(address).thenApply(document -> document.then(text -> read(address, text)));
    }

    private Outcome<KeySetReading> read(URI address, String text) {
        KeySetReading reading = reader.read(address.toString(), text);
        return reading.keys().isPresent() ? Outcome.granted(reading) : notReady(address + ": " + reading.summary());
    }

    private static <T> Outcome<T> notReady(String why) {
        return TokenRefusals.refused(Reason.PROVIDER_NOT_READY, why);
    }

    private static <T> CompletableFuture<Outcome<T>> done(Outcome<T> outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
