package dev.daypass.adapters.saml.metadata;

import dev.daypass.adapters.saml.encryption.DecryptionKeys;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.core.provider.SamlSettings;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is trusted for one provider's settings right now: the last good metadata until it is too old. A copy that cannot be
 * had, does not verify or describes somebody else changes nothing but the last error. Safe for several threads.
 */
public final class ProviderState {
    private final SamlSettings settings;
    private final MetadataFetcher fetcher;
    private final MetadataReader reader;
    private final Clock clock;
    private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();
    private final AtomicReference<@Nullable String> lastError = new AtomicReference<>();

    public ProviderState(SamlSettings settings, MetadataFetcher fetcher, MetadataReader reader, Clock clock) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * A good copy.
     *
     * @param loadedAt when it came
     * @param expires from when on it serves no more: its own {@code validUntil} or the settings' {@code maxStale}
     * @param signOn where people are sent to sign in
     * @param signOut where logout messages go
     */
    public record Loaded(
            ProviderTrust trust,
            Instant loadedAt,
            Instant expires,
            List<X509Certificate> certificates,
            SignOn signOn,
            SignOut signOut) {
        public Loaded {
            certificates = List.copyOf(certificates);
        }
    }

    /** Fetches and takes over a new copy if it is good; completes in either case, never exceptionally. */
    public CompletableFuture<Void> load() {
        return fetcher.fetch(settings.metadata().location())
                .thenAccept(this::take)
                .exceptionally(failure -> {
                    lastError.set(message(failure));
                    return null;
                });
    }

    /** Whom to believe at an instant; nothing if there is no copy that is still good. */
    public Optional<ProviderTrust> trust(Instant now) {
        return good(now).map(Loaded::trust);
    }

    /** Where people are sent to sign in at an instant; nothing if there is no copy that is still good. */
    public Optional<SignOn> signOn(Instant now) {
        return good(now).map(Loaded::signOn);
    }

    /** Where logout messages go at an instant; nothing if there is no copy that is still good. */
    public Optional<SignOut> signOut(Instant now) {
        return good(now).map(Loaded::signOut);
    }

    private Optional<Loaded> good(Instant now) {
        return loaded().filter(copy -> now.isBefore(copy.expires()));
    }

    public Optional<Loaded> loaded() {
        return Optional.ofNullable(loaded.get());
    }

    /** Why the last attempt failed; empty if it did not. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError.get());
    }

    private void take(byte[] bytes) {
        try {
            loaded.set(good(reader.read(bytes, settings)));
            lastError.set(null);
        } catch (MetadataFault e) {
            throw new CompletionException(e);
        }
    }

    private Loaded good(IdpDescription description) throws MetadataFault {
        Instant now = clock.instant();
        if (description.verificationKeys().isEmpty()) {
            throw new MetadataFault("the metadata has no signing key that is strong enough");
        }
        // The first copy fixes who the provider is, so that a later one cannot make it another (S84).
        Optional<String> known = loaded().map(copy -> copy.trust().entityId());
        if (known.isPresent() && !known.get().equals(description.entityId())) {
            throw new MetadataFault("the metadata's entity id has changed from `" + known.get() + "`");
        }
        if (description.validUntil().map(end -> !now.isBefore(end)).orElse(false)) {
            throw new MetadataFault("the metadata's `validUntil` is past");
        }
        Instant stale = now.plus(settings.metadata().maxStale());
        Instant expires = description.validUntil().filter(stale::isAfter).orElse(stale);
        var trust = new ProviderTrust(description.entityId(), description.verificationKeys(), decryption(), settings);
        return new Loaded(trust, now, expires, description.certificates(), description.signOn(), description.signOut());
    }

    private DecryptionKeys decryption() throws MetadataFault {
        try {
            return DecryptionKeys.read(settings.decryptionKeys());
        } catch (GeneralSecurityException e) {
            throw new MetadataFault("a decryption key cannot be read", e);
        }
    }

    private static String message(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MetadataFault
                ? String.valueOf(cause.getMessage())
                : "the metadata cannot be fetched: " + cause.getClass().getSimpleName();
    }
}
