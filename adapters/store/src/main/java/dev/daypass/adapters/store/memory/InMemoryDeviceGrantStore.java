package dev.daypass.adapters.store.memory;

import dev.daypass.core.terminal.DeviceCodeHash;
import dev.daypass.core.terminal.DeviceGrantRecord;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Device grants of one node until it stops. */
public final class InMemoryDeviceGrantStore implements DeviceGrantStore {
    private final Map<DeviceCodeHash, DeviceGrantRecord> grants = new HashMap<>();
    private final Map<String, DeviceCodeHash> typed = new HashMap<>();

    @Override
    public synchronized boolean begin(DeviceGrantRecord grant, String userCode) {
        if (typed.putIfAbsent(userCode, grant.device()) != null) {
            return false;
        }
        grants.put(grant.device(), grant);
        return true;
    }

    @Override
    public synchronized Optional<DeviceGrantRecord> find(DeviceCodeHash device) {
        return Optional.ofNullable(grants.get(device));
    }

    @Override
    public synchronized Optional<DeviceGrantRecord> typed(String userCode) {
        return Optional.ofNullable(typed.get(userCode)).flatMap(this::find);
    }

    @Override
    public synchronized int live(Instant now) {
        return Math.toIntExact(grants.values().stream()
                .filter(grant -> grant.expiresAt().isAfter(now))
                .count());
    }

    @Override
    public synchronized boolean decide(
            DeviceCodeHash device, DeviceGrantRecord.State state, Optional<String> approver) {
        return change(device, DeviceGrantRecord.State.PENDING, state, approver);
    }

    @Override
    public synchronized boolean spend(DeviceCodeHash device) {
        Optional<String> approver = find(device).flatMap(DeviceGrantRecord::approver);
        return change(device, DeviceGrantRecord.State.APPROVED, DeviceGrantRecord.State.SPENT, approver);
    }

    private boolean change(
            DeviceCodeHash device,
            DeviceGrantRecord.State from,
            DeviceGrantRecord.State to,
            Optional<String> approver) {
        Optional<DeviceGrantRecord> found = find(device).filter(grant -> grant.state() == from);
        found.ifPresent(grant -> grants.put(
                device,
                new DeviceGrantRecord(
                        device, grant.expiresAt(), grant.sealed(), to, approver, grant.polledAt(), grant.interval())));
        return found.isPresent();
    }

    @Override
    public synchronized void polled(DeviceCodeHash device, Instant at, int interval) {
        find(device)
                .ifPresent(grant -> grants.put(
                        device,
                        new DeviceGrantRecord(
                                device,
                                grant.expiresAt(),
                                grant.sealed(),
                                grant.state(),
                                grant.approver(),
                                Optional.of(at),
                                interval)));
    }

    @Override
    public synchronized int forgetExpired(Instant before) {
        int size = grants.size();
        grants.values().removeIf(grant -> grant.expiresAt().isBefore(before));
        typed.values().removeIf(device -> !grants.containsKey(device));
        return size - grants.size();
    }
}
