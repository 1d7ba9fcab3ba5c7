package dev.daypass.core.insight;

import dev.daypass.core.identity.Identity;
import java.time.Instant;

/** The last sign-in of somebody, as it was. */
public record RecordedSignIn(String id, Instant at, Identity identity) {}
