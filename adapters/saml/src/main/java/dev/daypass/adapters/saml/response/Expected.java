package dev.daypass.adapters.saml.response;

import dev.daypass.core.provider.Provider;
import java.time.Instant;
import java.util.Optional;

/**
 * What this request expects of the Response.
 *
 * @param serviceProvider for whom it must be made
 * @param inResponseTo the id of our AuthnRequest; absent: it must come unsolicited
 * @param replay how often the proof may be used, which {@code OneTimeUse} has a say in
 * @param now the request's instant
 */
public record Expected(
        ServiceProvider serviceProvider, Optional<String> inResponseTo, Provider.ReplayScope replay, Instant now) {}
