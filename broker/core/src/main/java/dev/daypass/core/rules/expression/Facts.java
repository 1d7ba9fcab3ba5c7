package dev.daypass.core.rules.expression;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One identity as expressions see it: each attribute is turned into CEL's values once, and only if it is read.
 *
 * <p>Confined to the thread of one evaluation. Every reading answers a value or a {@link Failure}.
 */
public final class Facts {
    /** An attribute with more values than this is not read: an expression over it fails. */
    static final int MAX_VALUES = 10_000;
    /** Likewise a text longer than this. */
    static final int MAX_CHARACTERS = 16_384;

    private final Identity identity;
    private final Map<String, Object> user = new HashMap<>(8);
    private final Map<String, Object> raw = new HashMap<>(4);
    private Object element = Failure.missing("element");

    public Facts(Identity identity) {
        this.identity = identity;
    }

    Identity identity() {
        return identity;
    }

    /** What the loop that runs stands at. */
    Object element() {
        return element;
    }

    void moveTo(Object next) {
        element = next;
    }

    /** {@code user.NAME}: one value or a list, as the provider's map declares it. */
    Object user(String name) {
        Object known = user.get(name);
        if (known != null) {
            return known;
        }
        Object value = readUser(name);
        user.put(name, value);
        return value;
    }

    boolean hasUser(String name) {
        return identity.user().has(name);
    }

    private Object readUser(String name) {
        Attributes attributes = identity.user();
        if (!attributes.has(name)) {
            return Failure.missingUser(name);
        }
        List<AttributeValue> values = attributes.all(name);
        if (attributes.isSingle(name)) {
            return values.isEmpty() ? Failure.missingUser(name) : scalar(name, values.get(0));
        }
        return list(name, values);
    }

    /** {@code attrs(NAME)}: all values the provider sent, none if it sent none. */
    Object all(String name) {
        Object known = raw.get(name);
        if (known != null) {
            return known;
        }
        Object value = list(name, identity.attributes().all(name));
        raw.put(name, value);
        return value;
    }

    /** {@code attr(NAME)}: the first value the provider sent. */
    Object first(String name) {
        List<AttributeValue> values = identity.attributes().all(name);
        return values.isEmpty() ? Failure.missingRaw(name) : scalar(name, values.get(0));
    }

    /** {@code attr(NAME, FALLBACK)}: the first value, which must be of the fallback's kind; or the fallback. */
    Object firstOr(String name, Object fallback) {
        List<AttributeValue> values = identity.attributes().all(name);
        if (values.isEmpty()) {
            return fallback;
        }
        Object value = scalar(name, values.get(0));
        if (value instanceof Failure) {
            return value;
        }
        return sameKind(value, fallback)
                ? value
                : Failure.type(
                        "attribute `" + name + "` is " + Kinds.of(value) + ", its fallback " + Kinds.of(fallback));
    }

    private static boolean sameKind(Object value, Object fallback) {
        return value.getClass() == fallback.getClass() || (value instanceof Map && fallback instanceof Map);
    }

    private static Object list(String name, List<AttributeValue> values) {
        if (values.size() > MAX_VALUES) {
            return limit("`" + name + "` has " + values.size() + " values, at most " + MAX_VALUES + " are read");
        }
        for (AttributeValue value : values) {
            if (tooLong(value)) {
                return limit("`" + name + "` has a value of more than " + MAX_CHARACTERS + " characters");
            }
        }
        return plain(values);
    }

    private static Object scalar(String name, AttributeValue value) {
        return tooLong(value) ? limit("`" + name + "` has more than " + MAX_CHARACTERS + " characters") : plain(value);
    }

    private static boolean tooLong(AttributeValue value) {
        return value instanceof AttributeValue.Text text && text.text().length() > MAX_CHARACTERS;
    }

    private static Failure limit(String detail) {
        return new Failure(Failure.Kind.LIMIT, detail);
    }

    private static ValueList plain(List<AttributeValue> values) {
        var plain = new ArrayList<Object>(values.size());
        for (AttributeValue value : values) {
            plain.add(plain(value));
        }
        return new ValueList(plain);
    }

    private static Object plain(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return text.text();
        }
        if (value instanceof AttributeValue.Whole whole) {
            return whole.number();
        }
        if (value instanceof AttributeValue.Fraction fraction) {
            return fraction.number();
        }
        if (value instanceof AttributeValue.Flag flag) {
            return flag.value();
        }
        var members = new LinkedHashMap<String, Object>();
        ((AttributeValue.Structure) value).members().forEach((name, list) -> members.put(name, plain(list)));
        return members;
    }
}
