package dev.daypass.core.insight;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded sign-ins of one test, and how often it was written to. */
final class KeptSignIns implements SignInRecordStore {
    final Map<String, SignInRecord.Kept> byId = new LinkedHashMap<>();
    int writes;

    @Override
    public void keep(List<SignInRecord> signIns) {
        writes++;
        for (SignInRecord record : signIns) {
            String id = record.provider() + "/" + record.subject();
            byId.put(id, new SignInRecord.Kept(id, record.at(), record.keyVersion(), record.sealed()));
        }
    }

    @Override
    public List<SignInRecord.Kept> newest(Optional<SignInRecord.Kept> behind, int most) {
        return byId.values().stream()
                .dropWhile(kept -> behind.isPresent() && !kept.equals(behind.get()))
                .skip(behind.isPresent() ? 1 : 0)
                .limit(most)
                .toList();
    }

    @Override
    public int count() {
        return byId.size();
    }

    @Override
    public Optional<SignInRecord.Kept> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<SignInRecord.Kept> sealedBefore(int keyVersion, int most) {
        return byId.values().stream()
                .filter(kept -> kept.keyVersion() < keyVersion)
                .limit(most)
                .toList();
    }

    @Override
    public void reseal(SignInRecord.Kept former, int keyVersion, String sealed) {
        byId.put(former.id(), new SignInRecord.Kept(former.id(), former.at(), keyVersion, sealed));
    }

    @Override
    public int forget(Instant before, int most) {
        int size = byId.size();
        byId.values().removeIf(kept -> kept.at().isBefore(before));
        return size - byId.size();
    }
}
