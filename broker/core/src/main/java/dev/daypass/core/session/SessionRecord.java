package dev.daypass.core.session;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a session: enough to list and to end it, not enough to use it. Policies, attributes and
 * condition keys, most of a session's bytes, live in the sealed session token alone.
 *
 * @param id the access key id, {@code ASIA…}
 * @param expiresAt first instant at which the session is refused
 * @param provider the identity provider, absent where a user or service with long-term keys began
 * @param subject the provider's subject, or the ARN or name of the user or service
 */
public record SessionRecord(
        String id,
        Instant issuedAt,
        Instant expiresAt,
        SessionOwner owner,
        SessionLabels labels,
        Optional<ProviderId> provider,
        String subject,
        SessionLineage lineage) {}
