package dev.daypass.core.rules.expression;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an expression reads about an identity.
 *
 * @param user names read as {@code user.NAME}
 * @param guarded of those, the ones it asks {@code has()} about
 * @param raw names read by {@code attr} and {@code attrs}
 */
public record Reads(Set<String> user, Set<String> guarded, Set<String> raw) {
    public Reads {
        user = Set.copyOf(user);
        guarded = Set.copyOf(guarded);
        raw = Set.copyOf(raw);
    }

    static Reads none() {
        return new Reads(Set.of(), Set.of(), Set.of());
    }

    static Reads of(Syntax syntax) {
        var user = new LinkedHashSet<String>();
        var guarded = new HashSet<String>();
        var raw = new LinkedHashSet<String>();
        collect(syntax, user, guarded, raw);
        return new Reads(user, guarded, raw);
    }

    private static void collect(Syntax syntax, Set<String> user, Set<String> guarded, Set<String> raw) {
        if (syntax instanceof Syntax.Select select && isUser(select.operand())) {
            user.add(select.field());
        }
        if (syntax instanceof Syntax.Call call && call.arguments().size() >= 1) {
            Syntax first = call.arguments().get(0);
            if (call.global().equals("has") && first instanceof Syntax.Select select && isUser(select.operand())) {
                guarded.add(select.field());
            }
            boolean attribute = call.global().equals("attr") || call.global().equals("attrs");
            if (attribute
                    && first instanceof Syntax.Literal literal
                    && literal.value().orElse(0) instanceof String name) {
                raw.add(name);
            }
        }
        syntax.children().forEach(child -> collect(child, user, guarded, raw));
    }

    private static boolean isUser(Syntax syntax) {
        return syntax instanceof Syntax.Name name && name.name().equals("user");
    }

    /** What either of two expressions reads. */
    public Reads and(Reads other) {
        return new Reads(union(user, other.user), union(guarded, other.guarded), union(raw, other.raw));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
