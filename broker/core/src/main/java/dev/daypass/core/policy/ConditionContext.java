package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What conditions and policy variables read: keys whose names ignore case, each with one or several values. Immutable.
 *
 * <p>{@code toString} tells names and counts only, since values are personal data.
 */
public final class ConditionContext {
    private static final ConditionContext EMPTY = new ConditionContext(Map.of());

    /** By folded key. */
    private final Map<String, Entry> entries;

    private record Entry(String key, List<String> values) {}

    private ConditionContext(Map<String, Entry> entries) {
        this.entries = entries;
    }

    public static ConditionContext empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** The values of a key; absent if the request has no such key. */
    public Optional<List<String>> values(String key) {
        return Optional.of(folded(Letters.fold(key))).filter(values -> !values.isEmpty());
    }

    /** Key names as they were put. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        entries.values().forEach(entry -> keys.add(entry.key()));
        return Collections.unmodifiableSet(keys);
    }

    /** This context with one key put or replaced. */
    public ConditionContext with(String key, String value) {
        return new Builder(entries).put(key, value).build();
    }

    /** This context with the other's keys put or replaced. */
    public ConditionContext with(ConditionContext other) {
        var builder = new Builder(entries);
        builder.entries.putAll(other.entries);
        return builder.build();
    }

    /** Values by a key that is already folded; empty if absent: what compiled conditions call. */
    List<String> folded(String foldedKey) {
        Entry entry = entries.get(foldedKey);
        return entry == null ? List.of() : entry.values();
    }

    @Override
    public String toString() {
        var counts = new ArrayList<String>();
        entries.values()
                .forEach(entry -> counts.add(entry.key() + "×" + entry.values().size()));
        return counts.toString();
    }

    /** Gathers keys. A key that is put again, in whatever case, is replaced; a key without values is no key. */
    public static final class Builder {
        private final Map<String, Entry> entries;

        private Builder(Map<String, Entry> entries) {
            this.entries = new LinkedHashMap<>(entries);
        }

        public Builder put(String key, String value) {
            return put(key, List.of(value));
        }

        public Builder put(String key, Collection<String> values) {
            if (values.isEmpty()) {
                entries.remove(Letters.fold(key));
            } else {
                entries.put(Letters.fold(key), new Entry(key, List.copyOf(values)));
            }
            return this;
        }

        public ConditionContext build() {
            return new ConditionContext(Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
        }
    }
}
