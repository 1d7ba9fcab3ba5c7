package dev.daypass.core.rules.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression taken apart, untyped. Operators are calls under CEL's own names, such as {@code _&&_} and {@code @in}.
 */
sealed interface Syntax {
    Span span();

    /** A text, boolean, number or null; {@code value} is absent where the literal is of a kind that only CEL reads. */
    record Literal(Span span, Optional<Object> value) implements Syntax {}

    record Name(Span span, String name) implements Syntax {}

    record Select(Span span, Syntax operand, String field) implements Syntax {}

    record Call(Span span, Optional<Syntax> target, String function, List<Syntax> arguments) implements Syntax {
        /** The name of a global function or operator, {@code ""} for a method. */
        String global() {
            return target.isPresent() ? "" : function;
        }
    }

    record ListOf(Span span, List<Syntax> items) implements Syntax {}

    /** A map or a message: keys and values in turn. */
    record Composite(Span span, List<Syntax> parts) implements Syntax {}

    /** The same, standing elsewhere: with its parentheses around it. */
    default Syntax at(Span place) {
        if (this instanceof Literal literal) {
            return new Literal(place, literal.value());
        }
        if (this instanceof Name name) {
            return new Name(place, name.name());
        }
        if (this instanceof Select select) {
            return new Select(place, select.operand(), select.field());
        }
        if (this instanceof Call call) {
            return new Call(place, call.target(), call.function(), call.arguments());
        }
        return this instanceof ListOf list ? new ListOf(place, list.items()) : new Composite(place, children());
    }

    /** What stands directly below this. */
    default List<Syntax> children() {
        if (this instanceof Select select) {
            return List.of(select.operand());
        }
        if (this instanceof Call call) {
            return call.target().isEmpty() ? call.arguments() : withTarget(call);
        }
        if (this instanceof ListOf list) {
            return list.items();
        }
        return this instanceof Composite composite ? composite.parts() : List.of();
    }

    private static List<Syntax> withTarget(Call call) {
        var all = new ArrayList<Syntax>(call.arguments().size() + 1);
        all.add(call.target().orElseThrow());
        all.addAll(call.arguments());
        return all;
    }
}
