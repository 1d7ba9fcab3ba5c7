package dev.daypass.core.rules;

import dev.cel.common.types.CelType;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider's {@code attributes} map, compiled: makes of what the provider sent the {@code user} that rules speak of.
 *
 * <p>An attribute is one value or a list as its expression yields it, and stays so. All attributes are there, or the
 * sign-in is refused: nothing is guessed for what is missing (security T21). Members of a structure are always lists.
 */
public final class AttributeMapping {
    private static final String MESSAGE = "the attributes of this login could not be read";

    private final Map<String, CompiledExpression> attributes;

    AttributeMapping(Map<String, CompiledExpression> attributes) {
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The map of a provider that has none. */
    public static AttributeMapping none() {
        return new AttributeMapping(Map.of());
    }

    /** The names that rules may read as {@code user.NAME}. */
    public Set<String> names() {
        return attributes.keySet();
    }

    Map<String, CelType> types() {
        var types = new LinkedHashMap<String, CelType>();
        attributes.forEach(
                (name, expression) -> types.put(name, expression.term().type()));
        return types;
    }

    /** The provider's own names that an attribute is made of. */
    public Set<String> origins(String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(read -> read.reads().raw())
                .orElse(Set.of());
    }

    /**
     * Makes the user of an identity.
     *
     * @return the attributes, or {@link Reason#EVALUATION_FAILED} naming the first that cannot be had
     */
    public Outcome<Attributes> apply(Identity identity) {
        var facts = new Facts(identity);
        var values = new LinkedHashMap<String, List<AttributeValue>>();
        var single = new HashSet<String>();
        for (Map.Entry<String, CompiledExpression> attribute : attributes.entrySet()) {
            Object value = attribute.getValue().term().value(facts);
            if (value instanceof Failure failure) {
                return refused(attribute.getKey(), failure.detail());
            }
            Optional<List<AttributeValue>> converted =
                    value instanceof List<?> many ? all(many) : one(value).map(List::of);
            if (converted.isEmpty()) {
                return refused(attribute.getKey(), "the value is neither text nor number, boolean, list or structure");
            }
            values.put(attribute.getKey(), converted.get());
            if (!(value instanceof List)) {
                single.add(attribute.getKey());
            }
        }
        return Outcome.granted(Attributes.of(values, single));
    }

    private static Outcome<Attributes> refused(String name, String detail) {
        return Outcome.refused(Reason.EVALUATION_FAILED, MESSAGE, "attribute map, `" + name + "`: " + detail);
    }

    private static Optional<List<AttributeValue>> all(List<?> many) {
        var values = new ArrayList<AttributeValue>(many.size());
        for (Object item : many) {
            Optional<AttributeValue> value = one(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private static Optional<AttributeValue> one(Object value) {
        if (value instanceof String text) {
            return Optional.of(AttributeValue.of(text));
        }
        if (value instanceof Long whole) {
            return Optional.of(new AttributeValue.Whole(whole));
        }
        if (value instanceof Boolean flag) {
            return Optional.of(new AttributeValue.Flag(flag));
        }
        if (value instanceof Double fraction) {
            return Optional.of(new AttributeValue.Fraction(fraction));
        }
        return value instanceof Map<?, ?> members ? structure(members) : Optional.empty();
    }

    private static Optional<AttributeValue> structure(Map<?, ?> members) {
        var values = new LinkedHashMap<String, List<AttributeValue>>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Optional<List<AttributeValue>> value = member.getValue() instanceof List<?> many
                    ? all(many)
                    : one(member.getValue()).map(List::of);
            if (value.isEmpty() || !(member.getKey() instanceof String key)) {
                return Optional.empty();
            }
            values.put(key, value.get());
        }
        return Optional.of(new AttributeValue.Structure(values));
    }
}
