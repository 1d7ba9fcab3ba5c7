package dev.daypass.core.rules.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the regular expressions of an expression at load (security T20): each must be written down, be RE2, and be
 * small, so that no attribute ever becomes a pattern and none fails at run time.
 */
final class Patterns {
    static final int MAX_PROGRAM = 500;

    private static final int MAX_LENGTH = 500;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(?:[0-9]*,)?([0-9]{1,9})");

    private static final Set<String> FUNCTIONS =
            Set.of("matches", "regex.replace", "regex.extract", "regex.extractAll");

    private Patterns() {}

    record Mistake(int offset, String message) {}

    /** The first pattern that is not as it must be. */
    static Optional<Mistake> check(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.CALL
                        && FUNCTIONS.contains(node.expr().call().function()))
                .flatMap(node -> check(ast, node.expr().call()).stream())
                .findFirst();
    }

    private static Optional<Mistake> check(CelAbstractSyntaxTree ast, CelExpr.CelCall call) {
        int at = call.target().isPresent() ? 0 : 1;
        if (call.args().size() <= at) {
            return Optional.empty();
        }
        CelExpr pattern = call.args().get(at);
        int offset = ast.getSource().getPositionsMap().getOrDefault(pattern.id(), 0);
        boolean written =
                pattern.getKind() == Kind.CONSTANT && pattern.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return written
                ? mistake(offset, pattern.constant().stringValue())
                : Optional.of(new Mistake(offset, "the pattern must be written down as a text"));
    }

    /** A pattern ready to match, if it is as it must be. */
    static Optional<Pattern> compile(String regex) {
        if (regex.length() > MAX_LENGTH || repetitions(regex) > MAX_PROGRAM) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(regex)).filter(pattern -> pattern.programSize() <= MAX_PROGRAM);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Mistake> mistake(int offset, String regex) {
        if (regex.length() > MAX_LENGTH || repetitions(regex) > MAX_PROGRAM) {
            return Optional.of(new Mistake(offset, "the pattern `" + regex + "` is too large"));
        }
        try {
            return Pattern.compile(regex).programSize() > MAX_PROGRAM
                    ? Optional.of(new Mistake(offset, "the pattern `" + regex + "` is too large"))
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Mistake(offset, "the pattern `" + regex + "` is not RE2: " + e.getDescription()));
        }
    }

    /** How often counted repetitions could repeat if each stood inside the next: making the program costs that much. */
    private static double repetitions(String regex) {
        var counts = REPETITION.matcher(regex);
        double product = 1;
        while (counts.find()) {
            product *= Math.max(1, Double.parseDouble(counts.group(1)));
        }
        return product;
    }
}
