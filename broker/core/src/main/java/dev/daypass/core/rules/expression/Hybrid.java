package dev.daypass.core.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins both sides: the boolean frame of an expression and what our terms can say stay ours, each remaining part becomes
 * a program of CEL. Thus an index and an explanation see into every rule.
 */
final class Hybrid {
    private static final String AND = "_&&_";
    private static final String OR = "_||_";

    private final CelMachine machine;
    private final CelAbstractSyntaxTree ast;
    private final Translator translator;

    Hybrid(CelMachine machine, CelAbstractSyntaxTree ast, Dialect dialect) {
        this.machine = machine;
        this.ast = ast;
        this.translator = new Translator(dialect);
    }

    Term term(Issues issues) {
        return issues.syntax().flatMap(syntax -> join(syntax, ast.getExpr())).orElseGet(() -> whole(issues));
    }

    private Term whole(Issues issues) {
        List<Term> reads = issues.syntax().map(this::readings).orElse(List.of());
        return program(new Span(0, issues.text().length()), ast.getExpr(), reads);
    }

    /** Nothing if the two trees turn out not to be the same expression: then CEL's stands alone. */
    private Optional<Term> join(Syntax syntax, CelExpr expr) {
        if (is(syntax, "!_")) {
            return is(expr, "!_")
                    ? join(operands(syntax).get(0), expr.call().args().get(0))
                            .map(operand -> new Term.Not(syntax.span(), operand))
                    : Optional.empty();
        }
        if (is(syntax, AND)) {
            return chain(syntax, expr, AND);
        }
        return is(syntax, OR) ? chain(syntax, expr, OR) : Optional.of(part(syntax, expr));
    }

    private Term part(Syntax syntax, CelExpr expr) {
        return translator.translate(syntax).orElseGet(() -> program(syntax.span(), expr, readings(syntax)));
    }

    /** CEL balances long chains of one operator, so only the order of what stands between is compared. */
    private Optional<Term> chain(Syntax syntax, CelExpr expr, String operator) {
        var ours = new ArrayList<Syntax>();
        var theirs = new ArrayList<CelExpr>();
        flatten(syntax, operator, ours);
        flatten(expr, operator, theirs);
        if (ours.size() != theirs.size()) {
            return Optional.empty();
        }
        Optional<Term> chain = join(ours.get(0), theirs.get(0));
        for (int i = 1; i < ours.size(); i++) {
            Optional<Term> next = join(ours.get(i), theirs.get(i));
            chain = chain.flatMap(left -> next.map(right -> joined(operator, left, right)));
        }
        return chain;
    }

    private static Term joined(String operator, Term left, Term right) {
        Span span = new Span(left.span().start(), right.span().end());
        return operator.equals(AND) ? new Term.And(span, left, right) : new Term.Or(span, left, right);
    }

    private static void flatten(Syntax syntax, String operator, List<Syntax> into) {
        if (is(syntax, operator)) {
            operands(syntax).forEach(operand -> flatten(operand, operator, into));
        } else {
            into.add(syntax);
        }
    }

    private static void flatten(CelExpr expr, String operator, List<CelExpr> into) {
        if (is(expr, operator)) {
            expr.call().args().forEach(operand -> flatten(operand, operator, into));
        } else {
            into.add(expr);
        }
    }

    private static boolean is(Syntax syntax, String operator) {
        return syntax instanceof Syntax.Call call && call.global().equals(operator);
    }

    private static boolean is(CelExpr expr, String operator) {
        return expr.getKind() == ExprKind.Kind.CALL && expr.call().function().equals(operator);
    }

    private static List<Syntax> operands(Syntax operation) {
        return ((Syntax.Call) operation).arguments();
    }

    private CelTerm program(Span span, CelExpr expr, List<Term> reads) {
        var part = CelAbstractSyntaxTree.newCheckedAst(expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
        return new CelTerm(span, part.getResultType(), machine.plan(part), reads);
    }

    private List<Term> readings(Syntax syntax) {
        Optional<Reading> reading = translator.reading(syntax);
        if (reading.isPresent()) {
            return List.of(reading.get());
        }
        var readings = new ArrayList<Term>();
        syntax.children().forEach(child -> readings.addAll(readings(child)));
        return readings;
    }
}
