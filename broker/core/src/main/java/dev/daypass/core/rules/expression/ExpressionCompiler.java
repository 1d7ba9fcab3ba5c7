package dev.daypass.core.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks expressions and makes them fit to run: by our own terms as far as those go, by CEL beyond.
 *
 * <p>Confined to the thread of one load: it keeps CEL's environments, which are dear, by dialect.
 */
public final class ExpressionCompiler {
    private Optional<CelMachine> machine = Optional.empty();
    private final Map<Dialect, CelEnvironment> environments = new HashMap<>();

    /** The expression made ready, or a finding for each mistake in it. */
    public Optional<CompiledExpression> compile(
            String text, Source source, Dialect dialect, Wanted wanted, Findings findings) {
        if (text.length() > CelEnvironment.MAX_CHARACTERS) {
            tooLong(
                    source,
                    "the expression has " + text.length() + " characters, at most " + CelEnvironment.MAX_CHARACTERS
                            + " are read",
                    findings);
            return Optional.empty();
        }
        Optional<List<Token>> tokens = Scanner.scan(text);
        if (Complexity.isTooHigh(text, tokens)) {
            tooLong(source, "the expression has too many operators", findings);
            return Optional.empty();
        }
        Optional<Syntax> syntax = tokens.flatMap(Parser::parse);
        Optional<Term> term = syntax.flatMap(new Translator(dialect)::translate)
                .filter(direct -> wanted.admits(direct.type()))
                .or(() -> byCel(new Issues(text, source, dialect, syntax, findings), dialect, wanted));
        Reads reads = syntax.map(Reads::of).orElseGet(Reads::none);
        return term.map(checked -> new CompiledExpression(text, source, checked, reads));
    }

    private static void tooLong(Source source, String message, Findings findings) {
        String cure = "split it into several rules, or compare with a list instead of many `||`";
        findings.error("expression-too-long", source, message, cure);
    }

    private Optional<Term> byCel(Issues issues, Dialect dialect, Wanted wanted) {
        CelEnvironment cel = environments.computeIfAbsent(dialect, CelEnvironment::new);
        CelValidationResult result = cel.compile(issues.text());
        if (result.hasError()) {
            issues.report(result.getErrors());
            return Optional.empty();
        }
        CelAbstractSyntaxTree ast = checked(result);
        return issues.accept(ast, wanted)
                ? Optional.of(new Hybrid(machine(), ast, dialect).term(issues))
                : Optional.empty();
    }

    /** Dear to make, and not needed by most rules. */
    private CelMachine machine() {
        CelMachine made = machine.orElseGet(CelMachine::new);
        machine = Optional.of(made);
        return made;
    }

    private static CelAbstractSyntaxTree checked(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("CEL found no error and gives no tree", e);
        }
    }
}
