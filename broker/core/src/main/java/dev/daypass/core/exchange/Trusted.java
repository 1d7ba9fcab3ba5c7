package dev.daypass.core.exchange;

import dev.daypass.core.policy.Decision;

/** A planned session that the role's trust policy and the caller's own policies allow. */
record Trusted(PlannedSession planned, Decision trust) {}
