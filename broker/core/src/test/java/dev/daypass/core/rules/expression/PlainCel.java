package dev.daypass.core.rules.expression;

import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;

/** CEL's planning evaluator, which follows the language definition to the letter: what all else is compared with. */
final class PlainCel {
    private PlainCel() {}

    static CelRuntime runtime() {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(CelEnvironment.OPTIONS)
                .addFunctionBindings(CelMachine.attributes())
                .addLibraries(
                        CelExtensions.strings(), CelEnvironment.lists(), CelExtensions.sets(CelEnvironment.OPTIONS))
                .build();
    }

    static CelVariableResolver variables(Facts facts) {
        return new CelFacts(facts);
    }
}
