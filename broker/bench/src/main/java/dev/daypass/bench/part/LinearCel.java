package dev.daypass.bench.part;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The yardstick: the same 10,000 conditions as plain CEL, asked one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LinearCel {
    private static final int RULES = 10_000;

    private final List<CelRuntime.Program> programs = new ArrayList<>();
    private Map<String, Object> variables = Map.of();

    /** Compiles the conditions. */
    @SuppressWarnings("InlineMeInliner") // the runtime by its plain name is the one people know
    @Setup
    public void compile() throws CelValidationException, CelEvaluationException {
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .addVar("provider", SimpleType.STRING)
                .addVar("user", MapType.create(SimpleType.STRING, SimpleType.DYN))
                .addVar("groups", ListType.create(SimpleType.STRING))
                .build();
        CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
        for (int i = 0; i < RULES; i++) {
            CelAbstractSyntaxTree tree =
                    compiler.compile(RuleEvaluation.condition(i)).getAst();
            programs.add(runtime.createProgram(tree));
        }
        var groups = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            groups.add(RuleEvaluation.group(i));
        }
        variables = Map.of("provider", "corp", "user", Map.of("groups", groups, "department", "R&D Platform"));
        if (evaluate() != RuleEvaluation.MATCHING) {
            throw new IllegalStateException("ten conditions should hold");
        }
    }

    /** How many conditions hold. */
    @Benchmark
    public int evaluate() throws CelEvaluationException {
        int holding = 0;
        for (CelRuntime.Program program : programs) {
            if (Boolean.TRUE.equals(program.eval(variables))) {
                holding++;
            }
        }
        return holding;
    }
}
