package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * {@code exists} and {@code all} over one list, or the keys of a structure: a row of {@code ||} or {@code &&}, which
 * absorbs failures as those do.
 *
 * @param collection what it runs over
 * @param test what is asked of each value; reads it as {@link Reading.Element}
 * @param decisive the answer that ends the loop: true for {@code exists}, false for {@code all}
 */
record Loop(Span span, Term collection, Term test, boolean decisive) implements Term {
    @Override
    public CelType type() {
        return SimpleType.BOOL;
    }

    @Override
    public Object value(Facts facts) {
        Object many = collection.value(facts);
        if (many instanceof List<?> list) {
            return run(list, facts);
        }
        if (many instanceof Map<?, ?> structure) {
            return run(structure.keySet(), facts);
        }
        return many instanceof Failure ? many : Failure.type("a loop runs over a list, this is " + Kinds.of(many));
    }

    private Object run(Collection<?> values, Facts facts) {
        Object outcome = !decisive;
        for (Object value : values) {
            facts.moveTo(value);
            Object holds = test.truth(facts);
            if (holds.equals(decisive)) {
                return holds;
            }
            if (holds instanceof Failure) {
                outcome = holds;
            }
        }
        return outcome;
    }

    @Override
    public List<Term> parts() {
        return List.of(collection);
    }
}
