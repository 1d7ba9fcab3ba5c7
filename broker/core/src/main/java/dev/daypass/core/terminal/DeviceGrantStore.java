package dev.daypass.core.terminal;

import java.time.Instant;
import java.util.Optional;

/**
 * Port: device grants of all nodes. {@link DeviceGrants} calls it. What a method has written is durable and holds on every
 * node when it returns; of several that change one state at once, one does. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s. {@code DeviceGrantStoreContract} tests every implementation.
 */
public interface DeviceGrantStore {
    /**
     * Keeps a new grant.
     *
     * @param userCode what the person types; stored hashed
     * @param network from where it was asked for; stored hashed
     * @return {@code false}, and nothing is kept, if another grant has this user code
     */
    boolean begin(DeviceGrantRecord grant, String userCode, String network);

    Optional<DeviceGrantRecord> find(DeviceCodeHash device);

    /** A grant by what the person types. */
    Optional<DeviceGrantRecord> typed(String userCode);

    /** How many grants have not expired, whatever became of them. */
    int live(Instant now);

    /**
     * Forgets the oldest grant that nobody has answered of the network that has most of these; whether there was one. Those
     * that have expired count nothing.
     */
    boolean giveWay(Instant now);

    /**
     * Changes a pending grant to approved or denied; whether it was pending.
     *
     * @param approver public name of the browser session that said yes
     * @param sealed in the place of what was kept
     */
    boolean decide(DeviceCodeHash device, DeviceGrantRecord.State state, Optional<String> approver, String sealed);

    /** Changes an approved grant to spent; whether it was approved. */
    boolean spend(DeviceCodeHash device);

    /** Notes when the program asked, and how long it must wait from now on. */
    void polled(DeviceCodeHash device, Instant at, int interval);

    /** Forgets grants that expired before the instant; returns how many. */
    int forgetExpired(Instant before);
}
