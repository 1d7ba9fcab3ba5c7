package dev.daypass.core.rules.expression;

import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The values of one attribute, in order, and as a set once somebody asks for a member.
 *
 * <p>Confined to the thread of one evaluation.
 */
final class ValueList extends AbstractList<Object> implements RandomAccess {
    private static final int SMALL = 6;

    private final List<Object> values;
    private Set<Object> set = Set.of();

    ValueList(List<Object> values) {
        this.values = values;
    }

    @Override
    public Object get(int index) {
        return values.get(index);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean contains(Object value) {
        if (values.size() <= SMALL) {
            return values.contains(value);
        }
        if (set.isEmpty()) {
            set = new HashSet<>(values);
        }
        return set.contains(value);
    }
}
