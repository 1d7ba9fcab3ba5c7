package dev.daypass.adapters.store.ids;

import dev.daypass.core.principal.UniqueIds;
import java.time.Duration;

/**
 * The ids of roles and users as one broker among several gets them: a thing loses its id when the last broker that has
 * it reconciles without it. A broker that is gone for {@link #GONE_AFTER} has nothing.
 */
public interface NodeIds extends UniqueIds {
    /** How long a broker that says nothing is believed to run. */
    Duration GONE_AFTER = Duration.ofHours(1);

    /** Says that this broker still runs and has what it reconciled last. Called many times within {@link #GONE_AFTER}. */
    void renew();
}
