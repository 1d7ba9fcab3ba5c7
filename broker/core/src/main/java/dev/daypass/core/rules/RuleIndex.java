package dev.daypass.core.rules;

import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import dev.daypass.core.rules.expression.Guard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the rules that may take effect for an identity without looking at the others: each rule stands under the rarest
 * text that its condition, or its providers, demand.
 *
 * <p>INVARIANT: a rule that is left out would not have matched, nor, if it denies, have failed. A property test compares
 * with looking at all.
 */
final class RuleIndex {
    private final List<Shelf> shelves;
    private final BitSet unguarded;

    private RuleIndex(List<Shelf> shelves, BitSet unguarded) {
        this.shelves = shelves;
        this.unguarded = unguarded;
    }

    /**
     * The rules looked up in one attribute.
     *
     * @param byText positions of rules by the text that must be found
     * @param denying positions of those that deny: candidates too if the attribute cannot be read
     */
    private record Shelf(Guard.Place place, Map<String, int[]> byText, BitSet denying) {}

    static RuleIndex of(List<Rule> rules) {
        var guards = new ArrayList<List<List<Guard.Key>>>(rules.size());
        var frequency = new HashMap<Guard.Key, Integer>();
        for (Rule rule : rules) {
            List<List<Guard.Key>> alternatives = alternatives(rule);
            guards.add(alternatives);
            alternatives.forEach(keys -> keys.forEach(key -> frequency.merge(key, 1, Integer::sum)));
        }
        var unguarded = new BitSet(rules.size());
        var shelves = new HashMap<Guard.Place, Builder>();
        for (int position = 0; position < rules.size(); position++) {
            Optional<List<Guard.Key>> rarest = rarest(guards.get(position), frequency);
            if (rarest.isEmpty()) {
                unguarded.set(position);
                continue;
            }
            for (Guard.Key key : rarest.get()) {
                shelves.computeIfAbsent(key.place(), Builder::new)
                        .add(key.text(), position, rules.get(position).denies());
            }
        }
        return new RuleIndex(shelves.values().stream().map(Builder::shelf).toList(), unguarded);
    }

    private static List<List<Guard.Key>> alternatives(Rule rule) {
        var all = new ArrayList<List<Guard.Key>>();
        rule.when().ifPresent(when -> all.addAll(Guard.alternatives(when.term())));
        if (!rule.providers().isEmpty()) {
            var place = new Guard.Place(Guard.Place.Kind.PROVIDER, "");
            all.add(rule.providers().stream()
                    .map(id -> new Guard.Key(place, id.name()))
                    .toList());
        }
        return all;
    }

    private static Optional<List<Guard.Key>> rarest(
            List<List<Guard.Key>> alternatives, Map<Guard.Key, Integer> frequency) {
        Optional<List<Guard.Key>> rarest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (List<Guard.Key> keys : alternatives) {
            int rules = 0;
            for (Guard.Key key : keys) {
                rules += frequency.getOrDefault(key, 0);
            }
            if (rules < least) {
                least = rules;
                rarest = Optional.of(keys);
            }
        }
        return rarest;
    }

    /** Positions of the rules that may take effect, in the order of the rules. */
    BitSet candidates(Facts facts) {
        var candidates = (BitSet) unguarded.clone();
        for (Shelf shelf : shelves) {
            Object value = shelf.place().read(facts);
            if (value instanceof String text && !shelf.place().isMembership()) {
                add(shelf, text, candidates);
            } else if (value instanceof List<?> list) {
                addAll(shelf, list, candidates);
            } else if (value instanceof Map<?, ?> structure) {
                addAll(shelf, structure.keySet(), candidates);
            } else if (value instanceof Failure || shelf.place().isMembership()) {
                candidates.or(shelf.denying());
            }
        }
        return candidates;
    }

    private static void addAll(Shelf shelf, Iterable<?> values, BitSet candidates) {
        if (!shelf.place().isMembership()) {
            return;
        }
        for (Object value : values) {
            if (value instanceof String text) {
                add(shelf, text, candidates);
            }
        }
    }

    private static void add(Shelf shelf, String text, BitSet candidates) {
        int[] positions = shelf.byText().get(text);
        if (positions == null) {
            return;
        }
        for (int position : positions) {
            candidates.set(position);
        }
    }

    /** Collects one shelf. */
    private static final class Builder {
        private final Guard.Place place;
        private final Map<String, BitSet> byText = new HashMap<>();
        private final BitSet denying = new BitSet();

        Builder(Guard.Place place) {
            this.place = place;
        }

        void add(String text, int position, boolean denies) {
            byText.computeIfAbsent(text, key -> new BitSet()).set(position);
            denying.set(position, denies);
        }

        Shelf shelf() {
            var positions = new HashMap<String, int[]>();
            byText.forEach((text, set) -> positions.put(text, set.stream().toArray()));
            return new Shelf(place, positions, denying);
        }
    }
}
