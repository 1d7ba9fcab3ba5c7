package dev.daypass.core.terminal;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Device grants of one test. */
final class MemoryDeviceGrants implements DeviceGrantStore {
    /** A grant, what is typed for it and where it comes from. */
    record Kept(DeviceGrantRecord grant, String userCode, String network) {}

    final Map<DeviceCodeHash, Kept> kept = new LinkedHashMap<>();

    @Override
    public boolean begin(DeviceGrantRecord grant, String userCode, String network) {
        if (typed(userCode).isPresent()) {
            return false;
        }
        kept.put(grant.device(), new Kept(grant, userCode, network));
        return true;
    }

    @Override
    public Optional<DeviceGrantRecord> find(DeviceCodeHash device) {
        return Optional.ofNullable(kept.get(device)).map(Kept::grant);
    }

    @Override
    public Optional<DeviceGrantRecord> typed(String userCode) {
        return kept.values().stream()
                .filter(one -> one.userCode().equals(userCode))
                .map(Kept::grant)
                .findFirst();
    }

    @Override
    public int live(Instant now) {
        return Math.toIntExact(kept.values().stream()
                .filter(one -> one.grant().expiresAt().isAfter(now))
                .count());
    }

    @Override
    public boolean giveWay(Instant now) {
        Optional<String> biggest =
                waiting(now).collect(Collectors.groupingBy(Kept::network, Collectors.counting())).entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey);
        Optional<DeviceCodeHash> oldest = waiting(now)
                .filter(one -> biggest.equals(Optional.of(one.network())))
                .min(Comparator.comparing(one -> one.grant().expiresAt()))
                .map(one -> one.grant().device());
        oldest.ifPresent(kept::remove);
        return oldest.isPresent();
    }

    private Stream<Kept> waiting(Instant now) {
        return kept.values().stream()
                .filter(one -> one.grant().state() == DeviceGrantRecord.State.PENDING)
                .filter(one -> one.grant().expiresAt().isAfter(now));
    }

    @Override
    public boolean decide(
            DeviceCodeHash device, DeviceGrantRecord.State state, Optional<String> approver, String sealed) {
        return changed(
                device,
                DeviceGrantRecord.State.PENDING,
                grant -> new DeviceGrantRecord(
                        device, grant.expiresAt(), sealed, state, approver, grant.polledAt(), grant.interval()));
    }

    @Override
    public boolean spend(DeviceCodeHash device) {
        return changed(
                device,
                DeviceGrantRecord.State.APPROVED,
                grant -> new DeviceGrantRecord(
                        device,
                        grant.expiresAt(),
                        grant.sealed(),
                        DeviceGrantRecord.State.SPENT,
                        grant.approver(),
                        grant.polledAt(),
                        grant.interval()));
    }

    private boolean changed(
            DeviceCodeHash device, DeviceGrantRecord.State from, UnaryOperator<DeviceGrantRecord> change) {
        Optional<DeviceGrantRecord> found = find(device).filter(grant -> grant.state() == from);
        found.map(change).ifPresent(this::put);
        return found.isPresent();
    }

    @Override
    public void polled(DeviceCodeHash device, Instant at, int interval) {
        find(device)
                .ifPresent(grant -> put(new DeviceGrantRecord(
                        device,
                        grant.expiresAt(),
                        grant.sealed(),
                        grant.state(),
                        grant.approver(),
                        Optional.of(at),
                        interval)));
    }

    private void put(DeviceGrantRecord grant) {
        kept.computeIfPresent(grant.device(), (device, before) -> new Kept(grant, before.userCode(), before.network()));
    }

    @Override
    public int forgetExpired(Instant before) {
        int size = kept.size();
        kept.values().removeIf(one -> one.grant().expiresAt().isBefore(before));
        return size - kept.size();
    }
}
