package dev.daypass.core.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an expression may cost, bounded before it ever runs (security T20).
 *
 * <p>Lists are taken to be as long as CEL will look through, loops to go round as often as CEL will let them, texts to be
 * a hundred characters long. Catches work over a whole list at each round of a loop, and what grows at each step.
 */
final class CostEstimate {
    static final double MAX_STEPS = 5_000_000;
    static final double MAX_CHARACTERS = 800_000;

    private static final Weight LIST = new Weight(CelEnvironment.MAX_VALUES, 50);
    private static final Weight TEXT = new Weight(100, 1);
    private static final Weight ONE = new Weight(1, 1);
    /** CEL makes these patterns ready at each use. */
    private static final double COMPILATION = 2000;

    private static final Set<String> QUADRATIC = Set.of("sets.contains", "sets.intersects", "sets.equivalent");
    /** Where a value whose type is not known may be a list; elsewhere it can only be a text. */
    private static final Set<String> OVER_LISTS = Set.of(
            "@in",
            "_==_",
            "_!=_",
            "_+_",
            "_[_]",
            "join",
            "sets.contains",
            "sets.intersects",
            "sets.equivalent",
            "distinct",
            "sort",
            "flatten",
            "slice",
            "reverse",
            "_?_:_");

    private static final Set<String> BOOLEAN = Set.of("_&&_", "_||_", "!_", "@not_strictly_false");

    private final CelAbstractSyntaxTree ast;
    private double rounds = 1;
    private double steps;
    private double characters;

    private CostEstimate(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /** Whether a checked expression is cheap enough to be run for every login. */
    static boolean isAffordable(CelAbstractSyntaxTree ast) {
        var estimate = new CostEstimate(ast);
        estimate.weigh(ast.getExpr(), Map.of());
        return estimate.steps <= MAX_STEPS && estimate.characters <= MAX_CHARACTERS;
    }

    /** How much a value holds: a list of {@code count} items of {@code each} characters; a text of {@code count}. */
    private record Weight(double count, double each) {
        double total() {
            return count * each;
        }
    }

    private Weight weigh(CelExpr expr, Map<String, Weight> loops) {
        steps++;
        Weight weight =
                switch (expr.getKind()) {
                    case CONSTANT -> constant(expr);
                    case IDENT -> loops.getOrDefault(expr.ident().name(), ofType(expr));
                    case SELECT -> select(expr, loops);
                    case CALL -> call(expr, loops);
                    case LIST -> items(expr.list().elements(), loops);
                    case MAP -> items(entries(expr), loops);
                    case COMPREHENSION -> loop(expr.comprehension(), loops);
                    case STRUCT, NOT_SET -> ONE;
                };
        characters = Math.max(characters, weight.total());
        return weight;
    }

    /** Counts work that is done at each round of the loops around. */
    private void spend(double work) {
        steps += rounds * work;
    }

    private static Weight constant(CelExpr expr) {
        return switch (expr.constant().getKind()) {
            case STRING_VALUE ->
                new Weight(Math.max(1, expr.constant().stringValue().length()), 1);
            default -> ONE;
        };
    }

    private Weight select(CelExpr expr, Map<String, Weight> loops) {
        weigh(expr.select().operand(), loops);
        return ofType(expr);
    }

    private Weight call(CelExpr expr, Map<String, Weight> loops) {
        var arguments = new ArrayList<CelExpr>();
        expr.call().target().ifPresent(arguments::add);
        arguments.addAll(expr.call().args());
        var weights = new ArrayList<Weight>();
        String function = expr.call().function();
        boolean texts = kind(expr) == CelKind.STRING ? !function.equals("join") : !OVER_LISTS.contains(function);
        for (CelExpr argument : arguments) {
            Weight weight = weigh(argument, loops);
            boolean text = texts && kind(argument) == CelKind.DYN && weight.total() > TEXT.total();
            weights.add(text ? TEXT : weight);
        }
        spend(work(function, arguments, weights));
        return BOOLEAN.contains(function) || QUADRATIC.contains(function) ? ONE : result(expr, function, weights);
    }

    private double work(String function, List<CelExpr> arguments, List<Weight> weights) {
        if (BOOLEAN.contains(function) || (function.equals("@in") && isReading(arguments.get(1)))) {
            return 1;
        }
        if (QUADRATIC.contains(function)) {
            return weights.get(0).count() * weights.get(1).count();
        }
        double whole = weights.stream().mapToDouble(Weight::total).sum() / 50;
        return switch (function) {
            case "size", "@attr", "@attrs" -> 1;
            case "_[_]" -> kind(arguments.get(0)) == CelKind.LIST ? 1 : whole;
            case "_==_", "_!=_" ->
                weights.stream().mapToDouble(Weight::total).min().orElse(1) / 50;
            case "regex.replace", "regex.extractAll" -> whole + COMPILATION;
            default -> whole;
        };
    }

    /** A list of the identity, which answers membership from a set. */
    private boolean isReading(CelExpr expr) {
        boolean read = expr.getKind() == Kind.SELECT
                || (expr.getKind() == Kind.CALL && expr.call().function().equals("@attrs"));
        return read && kind(expr) == CelKind.LIST;
    }

    private Weight result(CelExpr expr, String function, List<Weight> weights) {
        double total = weights.stream().mapToDouble(Weight::total).sum();
        boolean list = kind(expr) == CelKind.LIST;
        return switch (function) {
            case "@attr" -> kind(expr) == CelKind.DYN ? TEXT : ofType(expr);
            case "@attrs" -> LIST;
            case "_+_" -> list ? concatenation(weights) : new Weight(total, 1);
            case "_?_:_" -> weights.get(1).total() > weights.get(2).total() ? weights.get(1) : weights.get(2);
            case "_[_]" -> new Weight(weights.get(0).each(), 1);
            case "replace", "regex.replace", "format", "join" -> new Weight(multiplied(weights), 1);
            case "matches", "size", "startsWith", "endsWith", "contains", "@in", "_==_", "_!=_" -> ONE;
            default ->
                list ? new Weight(weights.get(0).count(), weights.get(0).each()) : new Weight(Math.max(1, total), 1);
        };
    }

    private static Weight concatenation(List<Weight> weights) {
        return new Weight(
                weights.stream().mapToDouble(Weight::count).sum(),
                weights.stream().mapToDouble(Weight::each).max().orElse(1));
    }

    /** Each character of the first may be replaced by all of the others. */
    private static double multiplied(List<Weight> weights) {
        double others =
                weights.stream().skip(1).mapToDouble(Weight::total).max().orElse(1);
        return weights.get(0).total() + weights.get(0).count() * others;
    }

    private Weight items(List<CelExpr> items, Map<String, Weight> loops) {
        double widest = 1;
        for (CelExpr item : items) {
            widest = Math.max(widest, weigh(item, loops).total());
        }
        return new Weight(items.size(), widest);
    }

    private static List<CelExpr> entries(CelExpr expr) {
        var entries = new ArrayList<CelExpr>();
        expr.map().entries().forEach(entry -> {
            entries.add(entry.key());
            entries.add(entry.value());
        });
        return entries;
    }

    private Weight loop(CelExpr.CelComprehension loop, Map<String, Weight> loops) {
        Weight range = weigh(loop.iterRange(), loops);
        Weight start = weigh(loop.accuInit(), loops);
        var inside = new HashMap<>(loops);
        inside.put(loop.iterVar(), new Weight(range.each(), 1));
        inside.put(loop.iterVar2(), new Weight(range.each(), 1));
        inside.put(loop.accuVar(), start);
        double before = rounds;
        rounds = Math.min(CelEnvironment.MAX_ITERATIONS, rounds * range.count());
        weigh(loop.loopCondition(), inside);
        Weight step = weigh(loop.loopStep(), inside);
        rounds = before;
        inside.put(loop.accuVar(), new Weight(Math.max(1, range.count() * step.count()), step.each()));
        return weigh(loop.result(), inside);
    }

    private Weight ofType(CelExpr expr) {
        return switch (kind(expr)) {
            case LIST, MAP, DYN -> LIST;
            case STRING, BYTES -> TEXT;
            default -> ONE;
        };
    }

    private CelKind kind(CelExpr expr) {
        return ast.getType(expr.id()).map(CelType::kind).orElse(CelKind.DYN);
    }
}
