package dev.daypass.adapters.saml.response;

import java.time.Instant;
import java.util.Optional;

/** The Response's own fields. They may be unsigned, so they can only ever refuse. */
record Envelope(
        Instant issueInstant, Optional<String> issuer, Optional<String> destination, Optional<String> inResponseTo) {}
