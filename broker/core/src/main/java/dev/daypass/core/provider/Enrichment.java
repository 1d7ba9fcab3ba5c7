package dev.daypass.core.provider;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.EnrichmentKey;

/**
 * A directory that tells more of a provider's people. It is asked at a sign-in alone: sessions of another provider's people
 * are not looked at again when the directory changes.
 *
 * @param from the directory
 * @param by what it is asked by
 */
public record Enrichment(ProviderId from, EnrichmentKey by) {}
