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
    private final CelMachine machine;
    private final CelAbstractSyntaxTree ast;
    private final Translator translator;

    Hybrid(CelMachine machine, CelAbstractSyntaxTree ast, Dialect dialect) {
        this.machine = machine;
        this.ast = ast;
        this.translator = new Translator(dialect);
    }

    Term term(Issues issues) {
        Optional<Syntax> syntax = issues.syntax();
        return syntax.isPresent()
                ? join(syntax.get(), ast.getExpr())
                : program(new Span(0, issues.text().length()), ast.getExpr(), List.of());
    }

    private Term join(Syntax syntax, CelExpr expr) {
        if (syntax instanceof Syntax.Call call && call.target().isEmpty() && sameCall(call, expr)) {
            List<CelExpr> operands = expr.call().args();
            if (call.function().equals("!_")) {
                return new Term.Not(call.span(), join(call.arguments().get(0), operands.get(0)));
            }
            boolean and = call.function().equals("_&&_");
            if (and || call.function().equals("_||_")) {
                Term left = join(call.arguments().get(0), operands.get(0));
                Term right = join(call.arguments().get(1), operands.get(1));
                return and ? new Term.And(call.span(), left, right) : new Term.Or(call.span(), left, right);
            }
        }
        return translator.translate(syntax).orElseGet(() -> program(syntax.span(), expr, readings(syntax)));
    }

    private static boolean sameCall(Syntax.Call call, CelExpr expr) {
        return expr.getKind() == ExprKind.Kind.CALL
                && expr.call().function().equals(call.function())
                && expr.call().args().size() == call.arguments().size();
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
