package dev.daypass.core.rules.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an expression apart after CEL's grammar (language definition, 'Syntax') and keeps every part's place.
 *
 * <p>CEL's own parser costs a hundred times more and forgets where a part ends, which an explanation needs. This one may
 * give up on a text that CEL accepts, never the other way round: what it does not understand CEL decides.
 */
final class Parser {
    private static final int MAX_DEPTH = 60;
    private static final Set<String> RELATIONS = Set.of("<", "<=", ">", ">=", "==", "!=", "in");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "%");
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The whole expression; nothing if some part is not understood. */
    static Optional<Syntax> parse(String text) {
        return Scanner.scan(text).flatMap(Parser::parse);
    }

    static Optional<Syntax> parse(List<Token> tokens) {
        return new Parser(tokens).whole();
    }

    private Optional<Syntax> whole() {
        try {
            Syntax syntax = expression();
            return peek().kind() == Token.Kind.END ? Optional.of(syntax) : Optional.empty();
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    private Syntax expression() {
        if (++depth > MAX_DEPTH) {
            throw new NotUnderstood();
        }
        Syntax condition = or();
        if (!accept("?")) {
            depth--;
            return condition;
        }
        Syntax yes = or();
        expect(":");
        Syntax no = expression();
        depth--;
        return call("_?_:_", List.of(condition, yes, no));
    }

    private Syntax or() {
        Syntax left = and();
        while (accept("||")) {
            left = call("_||_", List.of(left, and()));
        }
        return left;
    }

    private Syntax and() {
        Syntax left = relation();
        while (accept("&&")) {
            left = call("_&&_", List.of(left, relation()));
        }
        return left;
    }

    private Syntax relation() {
        Syntax left = sum();
        while (peek().kind() == Token.Kind.OPERATOR && RELATIONS.contains(peek().text())) {
            String operator = next().text();
            left = call(operator.equals("in") ? "@in" : "_" + operator + "_", List.of(left, sum()));
        }
        return left;
    }

    private Syntax sum() {
        Syntax left = product();
        while (peek().kind() == Token.Kind.OPERATOR && SUMS.contains(peek().text())) {
            left = call("_" + next().text() + "_", List.of(left, product()));
        }
        return left;
    }

    private Syntax product() {
        Syntax left = unary();
        while (peek().kind() == Token.Kind.OPERATOR && PRODUCTS.contains(peek().text())) {
            left = call("_" + next().text() + "_", List.of(left, unary()));
        }
        return left;
    }

    private Syntax unary() {
        if (!peek().is("!") && !peek().is("-")) {
            return member();
        }
        if (++depth > MAX_DEPTH) {
            throw new NotUnderstood();
        }
        Token operator = next();
        Syntax operand = peek().is(operator.text()) ? unary() : member();
        depth--;
        Span span = new Span(operator.span().start(), operand.span().end());
        return new Syntax.Call(span, Optional.empty(), operator.text() + "_", List.of(operand));
    }

    private Syntax member() {
        Syntax operand = primary();
        while (true) {
            if (accept("[")) {
                Syntax index = expression();
                Token close = expect("]");
                operand = new Syntax.Call(
                        new Span(operand.span().start(), close.span().end()),
                        Optional.empty(),
                        "_[_]",
                        List.of(operand, index));
            } else if (accept(".")) {
                operand = selection(operand);
            } else {
                return operand;
            }
        }
    }

    private Syntax selection(Syntax operand) {
        Token field = next();
        int start = operand.span().start();
        if (field.kind() == Token.Kind.QUOTED_NAME) {
            return new Syntax.Select(new Span(start, field.span().end()), operand, field.text());
        }
        String name = name(field);
        if (!accept("(")) {
            return new Syntax.Select(new Span(start, field.span().end()), operand, name);
        }
        List<Syntax> arguments = items(")");
        return new Syntax.Call(new Span(start, lastEnd()), Optional.of(operand), name, arguments);
    }

    private Syntax primary() {
        Token token = next();
        int start = token.span().start();
        if (token.kind() == Token.Kind.LITERAL) {
            return new Syntax.Literal(token.span(), token.value());
        }
        if (token.is("(")) {
            Syntax inside = expression();
            return inside.at(new Span(start, expect(")").span().end()));
        }
        if (token.is("[")) {
            List<Syntax> items = items("]");
            return new Syntax.ListOf(new Span(start, lastEnd()), items);
        }
        if (token.is("{")) {
            List<Syntax> parts = entries();
            return new Syntax.Composite(new Span(start, lastEnd()), parts);
        }
        String name = name(token);
        if (!accept("(")) {
            return new Syntax.Name(token.span(), name);
        }
        List<Syntax> arguments = items(")");
        return new Syntax.Call(new Span(start, lastEnd()), Optional.empty(), name, arguments);
    }

    private List<Syntax> items(String close) {
        var items = new ArrayList<Syntax>();
        if (accept(close)) {
            return items;
        }
        do {
            items.add(expression());
        } while (accept(","));
        expect(close);
        return items;
    }

    private List<Syntax> entries() {
        var parts = new ArrayList<Syntax>();
        if (accept("}")) {
            return parts;
        }
        do {
            parts.add(expression());
            expect(":");
            parts.add(expression());
        } while (accept(","));
        expect("}");
        return parts;
    }

    private static Syntax call(String function, List<Syntax> arguments) {
        int start = arguments.get(0).span().start();
        int end = arguments.get(arguments.size() - 1).span().end();
        return new Syntax.Call(new Span(start, end), Optional.empty(), function, arguments);
    }

    private static String name(Token token) {
        if (token.kind() != Token.Kind.NAME || RESERVED.contains(token.text())) {
            throw new NotUnderstood();
        }
        return token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() == Token.Kind.END) {
            throw new NotUnderstood();
        }
        at++;
        return token;
    }

    private int lastEnd() {
        return tokens.get(at - 1).span().end();
    }

    private boolean accept(String operator) {
        if (!peek().is(operator)) {
            return false;
        }
        at++;
        return true;
    }

    private Token expect(String operator) {
        if (!peek().is(operator)) {
            throw new NotUnderstood();
        }
        return next();
    }

    /** Leaves the recursion; never seen outside. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super("", null, false, false);
        }
    }
}
