package dev.daypass.adapters.store.memory;

import dev.daypass.core.insight.SignInRecord;
import dev.daypass.core.insight.SignInRecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Recorded sign-ins of one node until it stops. */
final class InMemorySignInRecordStore implements SignInRecordStore {
    private static final Comparator<SignInRecord.Kept> NEWEST_FIRST =
            Comparator.comparing(SignInRecord.Kept::at).reversed().thenComparing(SignInRecord.Kept::id);

    private final Map<String, SignInRecord.Kept> byId = new HashMap<>();

    @Override
    public synchronized void keep(List<SignInRecord> signIns) {
        for (SignInRecord record : signIns) {
            var kept = new SignInRecord.Kept(id(record), record.at(), record.keyVersion(), record.sealed());
            byId.merge(kept.id(), kept, (one, other) -> other.at().isBefore(one.at()) ? one : other);
        }
    }

    private static String id(SignInRecord record) {
        String person = record.provider().name() + "\n" + record.subject();
        return UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public synchronized List<SignInRecord.Kept> newest(Optional<SignInRecord.Kept> behind, int most) {
        return byId.values().stream()
                .filter(kept ->
                        behind.map(last -> NEWEST_FIRST.compare(kept, last) > 0).orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized int count() {
        return byId.size();
    }

    @Override
    public synchronized Optional<SignInRecord.Kept> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<SignInRecord.Kept> sealedBefore(int keyVersion, int most) {
        return byId.values().stream()
                .filter(kept -> kept.keyVersion() < keyVersion)
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void reseal(SignInRecord.Kept former, int keyVersion, String sealed) {
        byId.computeIfPresent(
                former.id(),
                (id, kept) -> kept.at().equals(former.at()) && kept.keyVersion() == former.keyVersion()
                        ? new SignInRecord.Kept(id, kept.at(), keyVersion, sealed)
                        : kept);
    }

    @Override
    public synchronized int forget(Instant before, int most) {
        int size = byId.size();
        byId.values().removeIf(kept -> kept.at().isBefore(before));
        newest(Integer.MAX_VALUE).stream().skip(most).forEach(kept -> byId.remove(kept.id()));
        return size - byId.size();
    }
}
