package dev.daypass.resourceserver.broker;

import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker has revoked, as hashes. Immutable.
 *
 * @param byHash the revocations
 */
record Revocations(Map<String, Revocations.Entry> byHash) {
    private static final int LONGEST_HASH = 64;

    Revocations {
        byHash = Map.copyOf(byHash);
    }

    /**
     * A revocation.
     *
     * @param issuedBefore milliseconds since 1970: sessions issued then or earlier are ended
     * @param until seconds since 1970: when every session it could end has expired anyway
     */
    record Entry(long issuedBefore, long until) {
        Entry orLater(Entry other) {
            return new Entry(Math.max(issuedBefore, other.issuedBefore), Math.max(until, other.until));
        }
    }

    static Revocations none() {
        return new Revocations(Map.of());
    }

    /**
     * Whether one of these hashes is listed for a session of this age.
     *
     * @param born when the first session of its chain began
     */
    boolean end(List<String> hashes, Instant born) {
        for (String hash : hashes) {
            Entry entry = byHash.get(hash);
            if (entry != null && born.toEpochMilli() <= entry.issuedBefore()) {
                return true;
            }
        }
        return false;
    }

    /**
     * These and newer ones. What was revoked once stays so until it can end nothing any more, whatever a node of the
     * broker's that lags behind may say.
     */
    Revocations and(Revocations newer, Instant now) {
        Map<String, Entry> all = new HashMap<>(byHash);
        newer.byHash.forEach((hash, entry) -> all.merge(hash, entry, Entry::orLater));
        all.values().removeIf(entry -> entry.until() < now.getEpochSecond());
        return new Revocations(all);
    }

    /** The feed's answer; anything in it that is not understood refuses the whole. */
    static Outcome<Revocations> read(byte[] document) {
        return JsonReader.LARGE.object("revocation feed", document).then(feed -> {
            Optional<JsonValue.Items> items = feed.list("revocations");
            if (items.isEmpty() || feed.whole("version").isEmpty()) {
                return bad("it has no `version` or no list `revocations`");
            }
            Map<String, Entry> byHash = new HashMap<>();
            for (JsonValue item : items.get().items()) {
                Optional<JsonValue.Members> revocation =
                        item instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty();
                Optional<String> hash = revocation.flatMap(it -> it.text("hash"));
                Optional<Long> issuedBefore = revocation.flatMap(it -> it.whole("issuedBefore"));
                Optional<Long> until = revocation.flatMap(it -> it.whole("until"));
                if (hash.isEmpty() || hash.get().length() > LONGEST_HASH || issuedBefore.isEmpty() || until.isEmpty()) {
                    return bad("a revocation is not understood");
                }
                byHash.merge(hash.get(), new Entry(issuedBefore.get(), until.get()), Entry::orLater);
            }
            return Outcome.granted(new Revocations(byHash));
        });
    }

    private static Outcome<Revocations> bad(String detail) {
        return Outcome.refused(Reason.REVOCATIONS_UNAVAILABLE, detail);
    }
}
