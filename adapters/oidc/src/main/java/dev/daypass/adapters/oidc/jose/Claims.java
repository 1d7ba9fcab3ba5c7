package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.identity.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object, typed and in their order. A member that is {@code null} is not there.
 *
 * <p>{@code toString} tells names only, since values are personal data.
 */
public final class Claims {
    private final Map<String, List<AttributeValue>> values;
    private final Set<String> lists;

    /**
     * @param values each member's values; a plain member has one
     * @param lists the members that were arrays
     */
    Claims(Map<String, List<AttributeValue>> values, Set<String> lists) {
        this.values = values;
        this.lists = lists;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a member that is no array. */
    public Optional<AttributeValue> plain(String name) {
        List<AttributeValue> all = values.get(name);
        return all == null || lists.contains(name) ? Optional.empty() : Optional.of(all.get(0));
    }

    /** All values of a member, one if it is no array; empty if it is absent. */
    public List<AttributeValue> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean isList(String name) {
        return lists.contains(name);
    }

    public Map<String, List<AttributeValue>> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
