package dev.daypass.core.rules.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an index may look a rule up by: an attribute that must equal, or hold, one of some texts.
 *
 * <p>INVARIANT: if the attribute can be read and none of the texts is found there, the term is false; not a failure.
 */
public final class Guard {
    private Guard() {}

    /**
     * A text to look for.
     *
     * @param place where
     */
    public record Key(Place place, String text) {}

    /**
     * An attribute, and how it is searched.
     *
     * @param kind which family of names
     * @param name the attribute's; empty for the provider and the subject
     */
    public record Place(Kind kind, String name) {
        /** What can be looked up, and whether by equality or membership. */
        public enum Kind {
            PROVIDER,
            SUBJECT,
            USER_EQUALS,
            USER_HOLDS,
            RAW_EQUALS,
            RAW_HOLDS
        }

        /** The value to look in, or a {@link Failure}. */
        public Object read(Facts facts) {
            return switch (kind) {
                case PROVIDER -> facts.identity().provider().name();
                case SUBJECT -> facts.identity().subject().value();
                case USER_EQUALS, USER_HOLDS -> facts.user(name);
                case RAW_EQUALS -> facts.first(name);
                case RAW_HOLDS -> facts.all(name);
            };
        }

        public boolean isMembership() {
            return kind == Kind.USER_HOLDS || kind == Kind.RAW_HOLDS;
        }
    }

    /** Each alternative suffices: a list of keys of which at least one must be found. Empty if nothing is known. */
    public static List<List<Key>> alternatives(Term term) {
        if (term instanceof Term.And and) {
            var both = new ArrayList<>(alternatives(and.left()));
            both.addAll(alternatives(and.right()));
            return both;
        }
        if (term instanceof Term.Or or) {
            return either(alternatives(or.left()), alternatives(or.right()));
        }
        if (term instanceof Comparison.Equal equal && !equal.negated()) {
            return equal(equal);
        }
        if (term instanceof Loop loop) {
            return loop.decisive() ? anyOf(loop) : List.of();
        }
        if (term instanceof Comparison.Member member) {
            return member.element() instanceof Term.Constant constant
                    ? keys(place(member.collection(), true), List.of(constant.constant()))
                    : List.of();
        }
        return term instanceof Comparison.OneOf oneOf ? keys(place(oneOf.element(), false), oneOf.texts()) : List.of();
    }

    private static List<List<Key>> equal(Comparison.Equal equal) {
        if (equal.right() instanceof Term.Constant constant) {
            return keys(place(equal.left(), false), List.of(constant.constant()));
        }
        return equal.left() instanceof Term.Constant constant
                ? keys(place(equal.right(), false), List.of(constant.constant()))
                : List.of();
    }

    /** {@code list.exists(x, x == "text")} asks for a member. */
    private static List<List<Key>> anyOf(Loop loop) {
        Optional<Place> place = place(loop.collection(), true);
        if (loop.test() instanceof Comparison.Equal equal
                && !equal.negated()
                && equal.left() instanceof Reading.Element
                && equal.right() instanceof Term.Constant constant) {
            return keys(place, List.of(constant.constant()));
        }
        return loop.test() instanceof Comparison.OneOf oneOf && oneOf.element() instanceof Reading.Element
                ? keys(place, oneOf.texts())
                : List.of();
    }

    private static List<List<Key>> either(List<List<Key>> left, List<List<Key>> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        var both = new ArrayList<>(left.get(0));
        both.addAll(right.get(0));
        return List.of(both);
    }

    private static List<List<Key>> keys(Optional<Place> place, Iterable<?> texts) {
        var keys = new ArrayList<Key>();
        for (Object text : texts) {
            if (place.isEmpty() || !(text instanceof String key)) {
                return List.of();
            }
            keys.add(new Key(place.get(), key));
        }
        return List.of(keys);
    }

    private static Optional<Place> place(Term term, boolean membership) {
        if (term instanceof Reading.UserAttribute user) {
            return Optional.of(new Place(membership ? Place.Kind.USER_HOLDS : Place.Kind.USER_EQUALS, user.name()));
        }
        if (term instanceof Reading.RawAll all && membership) {
            return Optional.of(new Place(Place.Kind.RAW_HOLDS, all.name()));
        }
        if (term instanceof Reading.RawFirst first && !membership) {
            return Optional.of(new Place(Place.Kind.RAW_EQUALS, first.name()));
        }
        if (term instanceof Reading.Context context && !membership) {
            return context.name().equals("provider")
                    ? Optional.of(new Place(Place.Kind.PROVIDER, ""))
                    : context.name().equals("subject")
                            ? Optional.of(new Place(Place.Kind.SUBJECT, ""))
                            : Optional.empty();
        }
        return Optional.empty();
    }
}
