package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.policy.PolicySize;
import java.time.Duration;
import java.util.Optional;

/** The {@code limits} of {@code daypass.yaml}: each is safe unless set, and none can be set to nothing. */
final class LimitsReader {
    private static final int KIB = 1024;

    private static final Key<Integer> BODY = size("body", "Longest body at most routes.", 64);
    private static final Key<Integer> PROOF_BODY =
            size("proofBody", "Longest body where SAML Responses and tokens are handed in.", 256);
    private static final Key<Integer> HEADER = size("header", "All header lines of a request together.", 16);
    private static final Key<Integer> HEADERS = count("headers", "Header lines of a request.", 1000, 100);
    private static final Key<Integer> PARAMETERS =
            count("parameters", "Form or query parameters of a request.", 10_000, 256);
    private static final Key<Integer> CONNECTIONS =
            count("connections", "Open connections of a listener.", 1_000_000, 10_000);
    private static final Key<Integer> FAILURES =
            count("failuresPerMinute", "Refused attempts of one address before it has to wait.", 100_000, 300);
    private static final Key<Duration> HEAD_TIME = time("headTime", "Time for sending all header lines.", 10);
    private static final Key<Duration> BODY_TIME = time("bodyTime", "Time for sending the whole body.", 30);
    private static final Key<Duration> IDLE_TIME = time("idleTime", "Time between two requests of a connection.", 60);

    /** Characters of a trust policy. */
    static final Key<Integer> TRUST_POLICY = Key.optional(
                    "trustPolicy",
                    Scalars.whole(PolicySize.TRUST, PolicySize.TRUST_MAX),
                    "Characters of a trust policy, white space not counted.",
                    "4096")
            .otherwise(PolicySize.TRUST);

    /** How many managed and customer policies one thing may have. */
    static final Key<Integer> ATTACHED_POLICIES = Key.optional(
                    "attachedPolicies",
                    Scalars.whole(1, PolicySize.POLICIES_PER_ROLE_MAX),
                    "Managed and customer policies attached to one role, user or group.",
                    "20")
            .otherwise(PolicySize.POLICIES_PER_ROLE);

    static final Shape SHAPE = Shape.of(
            "`limits`",
            BODY,
            PROOF_BODY,
            HEADER,
            HEADERS,
            PARAMETERS,
            CONNECTIONS,
            FAILURES,
            HEAD_TIME,
            BODY_TIME,
            IDLE_TIME,
            TRUST_POLICY,
            ATTACHED_POLICIES);

    private LimitsReader() {}

    /** The limits as set; absent: all as they are safe. */
    static BrokerSettings.Limits limits(Optional<Fields> set) {
        Fields fields = set.orElseGet(Fields::none);
        return new BrokerSettings.Limits(
                fields.orFallback(BODY),
                fields.orFallback(PROOF_BODY),
                fields.orFallback(HEADER),
                fields.orFallback(HEADERS),
                fields.orFallback(PARAMETERS),
                fields.orFallback(CONNECTIONS),
                fields.orFallback(FAILURES),
                new BrokerSettings.Times(
                        fields.orFallback(HEAD_TIME), fields.orFallback(BODY_TIME), fields.orFallback(IDLE_TIME)));
    }

    private static Key<Integer> size(String name, String description, int kib) {
        return Key.optional(name, Quantities.bytes(KIB, 16 * KIB * KIB), description, kib + "KiB")
                .otherwise(kib * KIB);
    }

    private static Key<Integer> count(String name, String description, int most, int otherwise) {
        return Key.optional(name, Scalars.whole(1, most), description, Integer.toString(otherwise))
                .otherwise(otherwise);
    }

    private static Key<Duration> time(String name, String description, int seconds) {
        return Key.optional(
                        name,
                        Quantities.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        description,
                        seconds + "s")
                .otherwise(Duration.ofSeconds(seconds));
    }
}
