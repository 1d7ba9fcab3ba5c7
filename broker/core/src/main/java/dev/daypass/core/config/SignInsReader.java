package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import java.time.Duration;
import java.util.Optional;

/** The {@code recordSignIns} of {@code daypass.yaml}. */
final class SignInsReader {
    private static final Key<Duration> KEEP = Key.optional(
                    "keep",
                    Quantities.duration(Duration.ZERO, Duration.ofDays(366)),
                    "For how long a person's last sign-in is kept; `0h`: none is.",
                    "30d")
            .otherwise(Duration.ofDays(30));
    private static final Key<Integer> MOST = Key.optional(
                    "most", Scalars.whole(1, 20_000), "Of how many people at most; the oldest go first.", "5000")
            .otherwise(5_000);

    static final Shape SHAPE = Shape.of("`recordSignIns`", KEEP, MOST);

    private SignInsReader() {}

    static BrokerSettings.SignIns signIns(Optional<Fields> set) {
        Fields fields = set.orElseGet(Fields::none);
        return new BrokerSettings.SignIns(fields.orFallback(KEEP), fields.orFallback(MOST));
    }
}
