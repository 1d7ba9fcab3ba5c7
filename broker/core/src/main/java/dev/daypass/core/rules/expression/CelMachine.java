package dev.daypass.core.rules.expression;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CEL's evaluator, one for all dialects.
 *
 * <p>It is the tree-walking one: the planning one of this version copies a list at each round of {@code map} and {@code
 * filter}, which a long list turns into seconds. {@code matches} is ours, since CEL's makes the pattern ready at each
 * use; patterns are written down in expressions, so they are few. In one corner it is stricter than the language: an
 * operand of {@code &&} or {@code ||} that is no boolean fails even where the other side decides.
 *
 * <p>Safe for use by several threads.
 */
final class CelMachine {
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final CelRuntime runtime;

    @SuppressWarnings("Immutable") // the patterns only grow, and only by what Patterns let pass
    CelMachine() {
        CelStandardFunctions functions = CelStandardFunctions.newBuilder()
                .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                .build();
        this.runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(CelEnvironment.OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(functions)
                .addFunctionBindings(attributes())
                .addFunctionBindings(
                        CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                        CelFunctionBinding.from("matches_string", String.class, String.class, this::matches))
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.regex(),
                        CelEnvironment.lists(),
                        CelExtensions.sets(CelEnvironment.OPTIONS))
                .build();
    }

    /** A program for a checked expression. */
    CelRuntime.Program plan(CelAbstractSyntaxTree ast) {
        try {
            return runtime.createProgram(ast);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression could not be planned", e);
        }
    }

    /** Anywhere in the text, as CEL has it; the pattern passed {@link Patterns}. */
    private boolean matches(String text, String regex) {
        return patterns.computeIfAbsent(regex, Pattern::compile).matcher(text).find();
    }

    static List<CelFunctionBinding> attributes() {
        return List.of(
                CelFunctionBinding.from(
                        "attr_name", Facts.class, String.class, (facts, name) -> CelFacts.orThrow(facts.first(name))),
                CelFunctionBinding.from(
                        "attr_name_fallback",
                        List.of(Facts.class, String.class, Object.class),
                        arguments ->
                                CelFacts.orThrow(((Facts) arguments[0]).firstOr((String) arguments[1], arguments[2]))),
                CelFunctionBinding.from(
                        "attrs_name", Facts.class, String.class, (facts, name) -> CelFacts.orThrow(facts.all(name))));
    }
}
