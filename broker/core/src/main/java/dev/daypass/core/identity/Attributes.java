package dev.daypass.core.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Multi-valued attributes in the order their source gave. Names are exact, case included.
 *
 * <p>{@code toString} tells names and counts only, since values are personal data.
 */
public final class Attributes {
    private static final Attributes NONE = new Attributes(Map.of(), Set.of());

    private final Map<String, List<AttributeValue>> values;
    private final Set<String> single;

    private Attributes(Map<String, List<AttributeValue>> values, Set<String> single) {
        this.values = values;
        this.single = single;
    }

    public static Attributes none() {
        return NONE;
    }

    public static Attributes of(Map<String, List<AttributeValue>> values) {
        return of(values, Set.of());
    }

    /**
     * Attributes of which some are one value by declaration, not lists that happen to hold one: rules see those as
     * scalars.
     *
     * @param single names whose list has exactly one value
     */
    public static Attributes of(Map<String, List<AttributeValue>> values, Set<String> single) {
        var copy = new LinkedHashMap<String, List<AttributeValue>>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return new Attributes(Collections.unmodifiableMap(copy), Set.copyOf(single));
    }

    /** Attributes whose values are all texts. */
    public static Attributes ofTexts(Map<String, List<String>> texts) {
        var values = new LinkedHashMap<String, List<AttributeValue>>();
        texts.forEach((name, list) ->
                values.put(name, list.stream().map(AttributeValue::of).toList()));
        return of(values);
    }

    /**
     * These with what somebody else tells of the same person: a list is united with theirs, own values first; one value
     * stays, unless it is an empty text; what is missing is added.
     */
    public Attributes enrichedBy(Attributes told) {
        var united = new LinkedHashMap<>(values);
        var one = new HashSet<>(single);
        told.values.forEach((name, list) -> {
            if (!has(name) || (isBlank(name) && told.isSingle(name))) {
                united.put(name, list);
                if (told.isSingle(name)) {
                    one.add(name);
                }
            } else if (!isSingle(name)) {
                var both = new LinkedHashSet<>(all(name));
                both.addAll(list);
                united.put(name, List.copyOf(both));
            }
        });
        return of(united, one);
    }

    private boolean isBlank(String name) {
        return isSingle(name) && all(name).stream().allMatch(value -> value.equals(AttributeValue.of("")));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether the attribute is one value by declaration. */
    public boolean isSingle(String name) {
        return single.contains(name);
    }

    /** All values of an attribute; empty if it is absent. */
    public List<AttributeValue> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public List<String> texts(String name) {
        return all(name).stream().map(AttributeValue::text).toList();
    }

    public Set<String> names() {
        return values.keySet();
    }

    public Map<String, List<AttributeValue>> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes attributes
                && values.equals(attributes.values)
                && single.equals(attributes.single);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        var counts = new ArrayList<String>();
        values.forEach((name, list) -> counts.add(name + "×" + list.size()));
        return counts.toString();
    }
}
