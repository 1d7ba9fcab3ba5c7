package dev.daypass.adapters.store.memory;

import dev.daypass.core.terminal.DeviceCodeHash;
import dev.daypass.core.terminal.DeviceGrantRecord;
import dev.daypass.core.terminal.DeviceGrantRecord.State;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Device grants of one node until it stops. */
public final class InMemoryDeviceGrantStore implements DeviceGrantStore {
    private final Map<DeviceCodeHash, DeviceGrantRecord> grants = new HashMap<>();
    private final Map<String, DeviceCodeHash> typed = new HashMap<>();
    private final Map<DeviceCodeHash, String> networks = new HashMap<>();

    @Override
    public synchronized boolean begin(DeviceGrantRecord grant, String userCode, String network) {
        if (typed.putIfAbsent(userCode, grant.device()) != null) {
            return false;
        }
        grants.put(grant.device(), grant);
        networks.put(grant.device(), network);
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
    public synchronized boolean giveWay(Instant now) {
        Optional<String> biggest = biggest(now);
        Optional<DeviceGrantRecord> oldest = unanswered(now)
                .filter(grant -> biggest.equals(Optional.of(network(grant))))
                .min(Comparator.comparing(DeviceGrantRecord::expiresAt));
        oldest.ifPresent(grant -> {
            grants.remove(grant.device());
            clean();
        });
        return oldest.isPresent();
    }

    private Optional<String> biggest(Instant now) {
        Map<String, Long> sizes = unanswered(now).collect(Collectors.groupingBy(this::network, Collectors.counting()));
        return sizes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private Stream<DeviceGrantRecord> unanswered(Instant now) {
        return grants.values().stream()
                .filter(grant -> grant.state() == State.PENDING)
                .filter(grant -> grant.expiresAt().isAfter(now));
    }

    private String network(DeviceGrantRecord grant) {
        return networks.getOrDefault(grant.device(), "");
    }

    private void clean() {
        typed.values().retainAll(grants.keySet());
        networks.keySet().retainAll(grants.keySet());
    }

    @Override
    public synchronized boolean decide(DeviceCodeHash device, State state, Optional<String> approver, String sealed) {
        Optional<DeviceGrantRecord> found = find(device).filter(grant -> grant.state() == State.PENDING);
        found.ifPresent(grant -> grants.put(
                device,
                new DeviceGrantRecord(
                        device, grant.expiresAt(), sealed, state, approver, grant.polledAt(), grant.interval())));
        return found.isPresent();
    }

    @Override
    public synchronized boolean spend(DeviceCodeHash device) {
        Optional<DeviceGrantRecord> found = find(device).filter(grant -> grant.state() == State.APPROVED);
        found.ifPresent(grant -> grants.put(
                device,
                new DeviceGrantRecord(
                        device,
                        grant.expiresAt(),
                        grant.sealed(),
                        State.SPENT,
                        grant.approver(),
                        grant.polledAt(),
                        grant.interval())));
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
        clean();
        return size - grants.size();
    }
}
