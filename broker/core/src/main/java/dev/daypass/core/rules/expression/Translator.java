package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.daypass.core.rules.expression.Comparison.TextTest.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns syntax into terms where this side can say the same as CEL, checking types as CEL's checker does.
 *
 * <p>INVARIANT: what it accepts, CEL accepts with the same type and the same value or failure for every identity. What
 * it does not know it leaves to CEL, mistakes included.
 */
final class Translator {
    private static final Set<String> SIZE_TESTS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");

    /** A loop's variable by one of these names would hide what our readings mean. */
    private static final Set<String> VARIABLES = Set.of("user", "authn", "provider", "subject");

    private final Dialect dialect;
    private final Optional<Variable> loop;

    Translator(Dialect dialect) {
        this(dialect, Optional.empty());
    }

    private Translator(Dialect dialect, Optional<Variable> loop) {
        this.dialect = dialect;
        this.loop = loop;
    }

    /** The variable of the loop around. */
    private record Variable(String name, CelType type) {}

    Optional<Term> translate(Syntax syntax) {
        if (syntax instanceof Syntax.Call call) {
            return call.target().isPresent() ? method(call) : global(call);
        }
        if (syntax instanceof Syntax.Literal literal) {
            return literal.value().map(value -> new Term.Constant(literal.span(), typeOf(value), value));
        }
        return reading(syntax).map(Term.class::cast);
    }

    private Optional<Term> global(Syntax.Call call) {
        List<Syntax> arguments = call.arguments();
        return switch (call.function()) {
            case "_&&_" -> both(arguments).map(two -> new Term.And(call.span(), two.left(), two.right()));
            case "_||_" -> both(arguments).map(two -> new Term.Or(call.span(), two.left(), two.right()));
            case "!_" -> condition(arguments.get(0)).map(operand -> new Term.Not(call.span(), operand));
            case "_==_", "_!=_" -> sizeTest(call).or(() -> equal(call));
            case "_<_", "_<=_", "_>_", "_>=_" -> sizeTest(call);
            case "@in" -> member(call);
            case "has" -> present(call);
            default -> reading(call).map(Term.class::cast);
        };
    }

    private record Two(Term left, Term right) {}

    private Optional<Two> both(List<Syntax> arguments) {
        return condition(arguments.get(0))
                .flatMap(left -> condition(arguments.get(1)).map(right -> new Two(left, right)));
    }

    private Optional<Term> condition(Syntax syntax) {
        return translate(syntax).filter(term -> term.type() == SimpleType.BOOL || term.type() == SimpleType.DYN);
    }

    private Optional<Term> equal(Syntax.Call call) {
        Optional<Term> left = operand(call.arguments().get(0));
        Optional<Term> right = operand(call.arguments().get(1));
        if (left.isEmpty() || right.isEmpty() || !comparable(left.get(), right.get())) {
            return Optional.empty();
        }
        boolean negated = call.function().equals("_!=_");
        return Optional.of(new Comparison.Equal(call.span(), left.get(), right.get(), negated));
    }

    /** Two texts or booleans, of which one may be unknown if the other is not: numbers compare across types in CEL. */
    private static boolean comparable(Term left, Term right) {
        CelType one = left.type();
        CelType other = right.type();
        if (isSimple(one) && isSimple(other)) {
            return one == other;
        }
        return (isSimple(one) && other == SimpleType.DYN) || (isSimple(other) && one == SimpleType.DYN);
    }

    private static boolean isSimple(CelType type) {
        return type == SimpleType.STRING || type == SimpleType.BOOL;
    }

    private Optional<Term> member(Syntax.Call call) {
        Optional<Term> element = operand(call.arguments().get(0));
        if (element.isEmpty()) {
            return Optional.empty();
        }
        CelType type = element.get().type();
        Syntax many = call.arguments().get(1);
        if (many instanceof Syntax.ListOf list) {
            boolean fits = type == SimpleType.STRING || type == SimpleType.DYN;
            return fits
                    ? texts(list).map(texts -> new Comparison.OneOf(call.span(), element.get(), texts))
                    : Optional.empty();
        }
        return type == SimpleType.STRING
                ? reading(many)
                        .filter(reading -> holdsTexts(reading.type()))
                        .map(reading -> new Comparison.Member(call.span(), element.get(), reading))
                : Optional.empty();
    }

    private static boolean holdsTexts(CelType type) {
        if (type instanceof ListType list) {
            CelType element = list.elemType();
            return element == SimpleType.STRING || element == SimpleType.DYN;
        }
        return type == SimpleType.DYN;
    }

    private static Optional<Set<Object>> texts(Syntax.ListOf list) {
        var texts = new HashSet<Object>();
        for (Syntax item : list.items()) {
            if (text(item).isEmpty()) {
                return Optional.empty();
            }
            texts.add(text(item).get());
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private Optional<Term> method(Syntax.Call call) {
        return switch (call.function()) {
            case "startsWith" -> textTest(call, Place.START);
            case "endsWith" -> textTest(call, Place.END);
            case "contains" -> textTest(call, Place.ANYWHERE);
            case "matches" -> pattern(call);
            case "exists", "all" -> loop(call);
            default -> Optional.empty();
        };
    }

    private Optional<Term> textTest(Syntax.Call call, Place place) {
        return tested(call).flatMap(target -> argument(call)
                .map(text -> new Comparison.TextTest(call.span(), target, place, text)));
    }

    private Optional<Term> pattern(Syntax.Call call) {
        return tested(call).flatMap(target -> argument(call)
                .flatMap(Patterns::compile)
                .map(pattern -> new Comparison.PatternTest(call.span(), target, pattern)));
    }

    /** What a method of texts is called on. */
    private Optional<Reading> tested(Syntax.Call call) {
        return reading(call.target().orElseThrow())
                .filter(target -> target.type() == SimpleType.STRING || target.type() == SimpleType.DYN);
    }

    private static Optional<String> argument(Syntax.Call call) {
        return call.arguments().size() == 1 ? text(call.arguments().get(0)) : Optional.empty();
    }

    private Optional<Term> loop(Syntax.Call call) {
        if (loop.isPresent()
                || call.arguments().size() != 2
                || !(call.arguments().get(0) instanceof Syntax.Name variable)
                || VARIABLES.contains(variable.name())) {
            return Optional.empty();
        }
        return reading(call.target().orElseThrow())
                .filter(many -> many.type() == SimpleType.DYN || many.type() instanceof ListType)
                .flatMap(many -> inside(variable.name(), many)
                        .condition(call.arguments().get(1))
                        .map(test -> new Loop(
                                call.span(), many, test, call.function().equals("exists"))));
    }

    private Translator inside(String variable, Reading many) {
        CelType type = many.type() instanceof ListType list ? list.elemType() : SimpleType.DYN;
        return new Translator(dialect, Optional.of(new Variable(variable, type)));
    }

    private Optional<Term> sizeTest(Syntax.Call call) {
        if (!SIZE_TESTS.contains(call.function()) || !(call.arguments().get(0) instanceof Syntax.Call size)) {
            return Optional.empty();
        }
        Optional<Object> bound =
                call.arguments().get(1) instanceof Syntax.Literal literal ? literal.value() : Optional.empty();
        if (!size.function().equals("size")
                || !(bound.orElse("") instanceof Long number)
                || size.children().size() != 1) {
            return Optional.empty();
        }
        return reading(size.children().get(0))
                .filter(target -> target.type() == SimpleType.STRING
                        || target.type() == SimpleType.DYN
                        || target.type() instanceof ListType)
                .map(target -> new Comparison.SizeTest(call.span(), target, call.function(), number));
    }

    /** {@code has()} takes a field selection only. */
    private Optional<Term> present(Syntax.Call call) {
        return call.arguments().size() == 1 && call.arguments().get(0) instanceof Syntax.Select select
                ? reading(select).map(reading -> new Comparison.Present(call.span(), reading))
                : Optional.empty();
    }

    private Optional<Term> operand(Syntax syntax) {
        if (syntax instanceof Syntax.Literal) {
            return translate(syntax).filter(term -> term.type() == SimpleType.STRING || term.type() == SimpleType.BOOL);
        }
        return reading(syntax).map(Term.class::cast);
    }

    Optional<Reading> reading(Syntax syntax) {
        if (syntax instanceof Syntax.Name name) {
            if (loop.isPresent() && loop.get().name().equals(name.name())) {
                return Optional.of(new Reading.Element(name.span(), loop.get().type()));
            }
            boolean known = name.name().equals("provider") || name.name().equals("subject");
            return known
                    ? Optional.of(new Reading.Context(name.span(), SimpleType.STRING, name.name()))
                    : Optional.empty();
        }
        if (syntax instanceof Syntax.Select select && select.operand() instanceof Syntax.Name of) {
            return field(select, of.name());
        }
        return syntax instanceof Syntax.Call call && call.target().isEmpty() ? raw(call) : Optional.empty();
    }

    private Optional<Reading> field(Syntax.Select select, String of) {
        String field = select.field();
        if (of.equals("user")) {
            return Optional.ofNullable(dialect.userTypes().get(field))
                    .map(type -> new Reading.UserAttribute(select.span(), type, field));
        }
        return of.equals("authn")
                ? Optional.ofNullable(Dialect.authenticationTypes().get(field))
                        .map(type -> new Reading.Context(select.span(), type, "authn." + field))
                : Optional.empty();
    }

    private Optional<Reading> raw(Syntax.Call call) {
        List<Syntax> arguments = call.arguments();
        Optional<String> name = arguments.isEmpty() ? Optional.empty() : text(arguments.get(0));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (call.function().equals("attr")
                && arguments.size() == 2
                && arguments.get(1) instanceof Syntax.Literal fallback) {
            return fallback.value().map(value -> new Reading.RawFirstOr(call.span(), typeOf(value), name.get(), value));
        }
        if (arguments.size() != 1) {
            return Optional.empty();
        }
        return switch (call.function()) {
            case "attr" -> Optional.of(new Reading.RawFirst(call.span(), name.get()));
            case "attrs" -> Optional.of(new Reading.RawAll(call.span(), name.get()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(Syntax syntax) {
        return syntax instanceof Syntax.Literal literal && literal.value().orElse(0) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static CelType typeOf(Object value) {
        if (value instanceof String) {
            return SimpleType.STRING;
        }
        return value instanceof Boolean ? SimpleType.BOOL : value instanceof Long ? SimpleType.INT : SimpleType.DOUBLE;
    }
}
