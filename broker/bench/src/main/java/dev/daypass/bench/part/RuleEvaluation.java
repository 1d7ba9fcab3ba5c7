package dev.daypass.bench.part;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.rules.RuleDefinition;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an identity of 40 groups is entitled to under so many rules, ten of which match. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RuleEvaluation {
    static final int MATCHING = 10;
    private static final ProviderId CORP = new ProviderId("corp");

    @Param({"100", "10000"})
    public int rules;

    private RuleSet compiled = compile(List.of());
    private final Identity alice = alice();

    /** Compiles the rules. */
    @Setup
    public void compile() {
        compiled = compile(definitions(rules));
        if (compiled.evaluate(alice).all().size() != MATCHING) {
            throw new IllegalStateException("ten roles should be granted");
        }
    }

    /** All entitlements of one identity. */
    @Benchmark
    public Entitlements evaluate() {
        return compiled.evaluate(alice);
    }

    /** Rules that each ask for a group and a department. */
    public static List<RuleDefinition> definitions(int count) {
        var definitions = new ArrayList<RuleDefinition>();
        for (int i = 0; i < count; i++) {
            definitions.add(new RuleDefinition(
                    "rule-" + i,
                    Source.of("bench"),
                    List.of(),
                    Optional.of(new Expression(condition(i), Source.of("bench"))),
                    List.of("prod/Role" + i),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    RuleDefinition.Mode.ENFORCE));
        }
        return definitions;
    }

    /** The condition of one rule, as CEL. */
    static String condition(int number) {
        String group = number < MATCHING ? group(number) : "CN=Other-" + number;
        return "provider == 'corp' && '" + group + "' in user.groups && user.department.startsWith('R&D')";
    }

    /** Compiles as a reload does; what does not compile ends the benchmark. */
    public static RuleSet compile(List<RuleDefinition> definitions) {
        var findings = new Findings();
        return new RuleCompiler()
                .compile(definitions, Map.of(CORP, Set.of("groups", "department")), findings)
                .orElseThrow(() -> new IllegalStateException(findings.sorted().toString()));
    }

    static String group(int number) {
        return "CN=Group-" + number + ",OU=Groups,DC=corp,DC=example,DC=com";
    }

    private static Identity alice() {
        var groups = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            groups.add(group(i));
        }
        var sent = Attributes.ofTexts(Map.of("groups", groups, "department", List.of("R&D Platform")));
        var mapping = new RuleCompiler()
                .mapping(
                        Map.of(
                                "groups", new Expression("attrs(\"groups\")", Source.of("bench")),
                                "department", new Expression("attr(\"department\")", Source.of("bench"))),
                        new Findings())
                .orElseThrow();
        Identity identity = Identity.verified(
                CORP,
                "https://idp.example.com",
                new Subject("alice", Optional.empty()),
                List.of(),
                Optional.empty(),
                sent,
                AuthenticationContext.unknown(),
                "id");
        return identity.normalised(mapping.apply(identity).value().orElseThrow());
    }
}
