package dev.daypass.core.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an expression may cost, guessed before it ever runs (security T20): lists are taken to hold a thousand texts,
 * texts to be a hundred characters long.
 *
 * <p>Catches loops in loops over long lists and texts that double at each step; {@link CelEnvironment#MAX_ITERATIONS}
 * and the limits of {@link Facts} hold for what turns out longer than guessed.
 */
final class CostEstimate {
    static final double MAX_STEPS = 5_000_000;
    static final double MAX_CHARACTERS = 200_000;

    private static final Weight LIST = new Weight(1000, 50);
    private static final Weight TEXT = new Weight(100, 1);
    private static final Weight ONE = new Weight(1, 1);
    private static final Set<String> QUADRATIC = Set.of("sets.contains", "sets.intersects", "sets.equivalent");
    private static final Set<String> BOOLEAN = Set.of("_&&_", "_||_", "!_", "@not_strictly_false");

    private final CelAbstractSyntaxTree ast;
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

    private static Weight constant(CelExpr expr) {
        return switch (expr.constant().getKind()) {
            case STRING_VALUE ->
                new Weight(Math.max(1, expr.constant().stringValue().length()), 1);
            default -> ONE;
        };
    }

    private Weight select(CelExpr expr, Map<String, Weight> loops) {
        weigh(expr.select().operand(), loops);
        Weight weight = ofType(expr);
        steps += weight.count() / 10;
        return weight;
    }

    private Weight call(CelExpr expr, Map<String, Weight> loops) {
        var arguments = new ArrayList<CelExpr>();
        expr.call().target().ifPresent(arguments::add);
        arguments.addAll(expr.call().args());
        var weights = new ArrayList<Weight>();
        for (CelExpr argument : arguments) {
            weights.add(weigh(argument, loops));
        }
        String function = expr.call().function();
        if (BOOLEAN.contains(function)) {
            return ONE;
        }
        if (QUADRATIC.contains(function)) {
            steps += weights.get(0).count() * weights.get(1).count();
            return ONE;
        }
        steps += weights.stream().mapToDouble(Weight::total).sum() / 50;
        return result(expr, function, weights);
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
        double before = steps;
        weigh(loop.loopCondition(), inside);
        Weight step = weigh(loop.loopStep(), inside);
        steps = before + range.count() * (steps - before);
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
