package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression may name, and of which type it is.
 *
 * <p>{@code provider}, {@code subject}, {@code authn} and the functions {@code attr} and {@code attrs} are there always,
 * {@code user} with the given attributes wherever an attribute map has been applied before.
 */
public final class Dialect {
    static final CelType ANYTHING = ListType.create(SimpleType.DYN);

    private static final Map<String, CelType> AUTHENTICATION = Map.of(
            "instant", SimpleType.TIMESTAMP,
            "contextClass", SimpleType.STRING,
            "methods", ListType.create(SimpleType.STRING),
            "sessionIndex", SimpleType.STRING,
            "issuer", SimpleType.STRING);

    private final Optional<Map<String, CelType>> user;

    private Dialect(Optional<Map<String, CelType>> user) {
        this.user = user;
    }

    /** For the expressions of a provider's attribute map: there is no {@code user} yet. */
    public static Dialect raw() {
        return new Dialect(Optional.empty());
    }

    /** With a {@code user} of attributes whose types are known. */
    public static Dialect user(Map<String, CelType> types) {
        return new Dialect(Optional.of(Map.copyOf(types)));
    }

    /** With a {@code user} of whom the names are known, each of any type. */
    public static Dialect named(Set<String> names) {
        var types = new LinkedHashMap<String, CelType>();
        names.forEach(name -> types.put(name, SimpleType.DYN));
        return user(types);
    }

    /** With the attributes of any of several providers. */
    public static Dialect anyOf(Collection<Map<String, CelType>> users) {
        var types = new LinkedHashMap<String, CelType>();
        users.forEach(one -> one.forEach((name, type) -> types.merge(name, type, Dialect::widest)));
        return user(types);
    }

    private static CelType widest(CelType one, CelType other) {
        if (one.equals(other)) {
            return one;
        }
        return one instanceof ListType && other instanceof ListType ? ANYTHING : SimpleType.DYN;
    }

    public boolean hasUser() {
        return user.isPresent();
    }

    public Set<String> userNames() {
        return user.map(Map::keySet).orElse(Set.of());
    }

    Map<String, CelType> userTypes() {
        return user.orElse(Map.of());
    }

    static Map<String, CelType> authenticationTypes() {
        return AUTHENTICATION;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dialect dialect && user.equals(dialect.user);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
