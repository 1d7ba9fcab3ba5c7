package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.TokenSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The endpoints of a provider whose keys are configured, so that nothing but sign-in with a browser needs discovery: it
 * is asked when the first person comes, and again when what it said is older than {@code refresh}, at most once a minute.
 * Safe for several threads.
 */
final class LateDiscovery {
    private static final Duration BETWEEN_DEMANDS = Duration.ofMinutes(1);

    private final KeyLoader loader;
    private final TokenSettings settings;
    private final Clock clock;
    private Outcome<OpenIdEndpoints> known =
            TokenRefusals.refused(Reason.PROVIDER_UNREACHABLE, "the discovery document was never read");
    private Instant knownAt = Instant.MIN;
    private Instant askedAt = Instant.MIN;
    private Optional<CompletableFuture<Outcome<OpenIdEndpoints>>> flight = Optional.empty();

    LateDiscovery(KeyLoader loader, TokenSettings settings, Clock clock) {
        this.loader = loader;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is known, or what comes next. */
    synchronized CompletableFuture<Outcome<OpenIdEndpoints>> endpoints() {
        if (flight.isPresent()) {
            return flight.get();
        }
        Instant now = clock.instant();
        boolean fresh = known.value().isPresent() && isWithin(settings.keys().refresh(), knownAt, now);
        if (fresh || isWithin(BETWEEN_DEMANDS, askedAt, now)) {
            return CompletableFuture.completedFuture(known);
        }
        askedAt = now;
        var mine = new CompletableFuture<Outcome<OpenIdEndpoints>>();
        flight = Optional.of(mine);
        var unused = loader.discover()
                .whenComplete((document, fault) -> mine.complete(land(
                        fault == null
                                ? document.map(DiscoveryDocument::endpoints)
                                : TokenRefusals.refused(Reason.PROVIDER_UNREACHABLE, "discovery failed: " + fault))));
        return mine;
    }

    /** A failure leaves what was known for as long as keys would be believed. */
    private synchronized Outcome<OpenIdEndpoints> land(Outcome<OpenIdEndpoints> outcome) {
        flight = Optional.empty();
        Instant now = clock.instant();
        boolean keep = outcome.value().isEmpty()
                && known.value().isPresent()
                && isWithin(settings.keys().maxStale(), knownAt, now);
        if (!keep) {
            known = outcome;
            knownAt = now;
        }
        return known;
    }

    private static boolean isWithin(Duration age, Instant since, Instant now) {
        return since.isAfter(now.minus(age));
    }
}
