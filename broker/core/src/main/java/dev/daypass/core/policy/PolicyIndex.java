package dev.daypass.core.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document's statements by the actions they may concern, so that a decision looks at few of many. Immutable.
 *
 * <p>Three lists: those that name the action exactly, those with a wildcard in the service's names, and those that may
 * concern every service. A superset of what matches, which the index = scan law tests.
 */
final class PolicyIndex {
    private final Map<String, IndexEntries> exact;
    private final Map<String, IndexEntries> byService;
    private final IndexEntries everywhere;

    private PolicyIndex(Map<String, IndexEntries> exact, Map<String, IndexEntries> byService, IndexEntries everywhere) {
        this.exact = exact;
        this.byService = byService;
        this.everywhere = everywhere;
    }

    static PolicyIndex of(List<Statement> statements) {
        var exact = new HashMap<String, IndexEntries.Builder>();
        var byService = new HashMap<String, IndexEntries.Builder>();
        var everywhere = new IndexEntries.Builder();
        for (Statement statement : statements) {
            ActionElement actions = statement.elements().actions();
            String resource = statement
                    .elements()
                    .resources()
                    .map(ResourceElement::prefix)
                    .orElse("");
            if (actions.negated()) {
                everywhere.add(statement.index(), "*", resource);
                continue;
            }
            for (ActionPattern pattern : actions.patterns()) {
                if (pattern.service().equals("*")) {
                    everywhere.add(statement.index(), pattern.name(), resource);
                } else if (pattern.isExact()) {
                    exact.computeIfAbsent(pattern.service() + ":" + pattern.name(), key -> new IndexEntries.Builder())
                            .add(statement.index(), pattern.name(), resource);
                } else {
                    byService
                            .computeIfAbsent(pattern.service(), key -> new IndexEntries.Builder())
                            .add(statement.index(), pattern.name(), resource);
                }
            }
        }
        return new PolicyIndex(built(exact), built(byService), everywhere.build());
    }

    private static Map<String, IndexEntries> built(Map<String, IndexEntries.Builder> builders) {
        var built = new HashMap<String, IndexEntries>();
        builders.forEach((key, builder) -> built.put(key, builder.build()));
        return built;
    }

    /** Indexes of the statements that may concern the question, ascending, each once. Not to be changed. */
    int[] candidates(Question question) {
        ActionName action = question.action();
        int[] named = exact.getOrDefault(action.text(), IndexEntries.NONE).candidates(question);
        int[] ofService =
                byService.getOrDefault(action.service(), IndexEntries.NONE).candidates(question);
        return merged(merged(named, ofService), everywhere.candidates(question));
    }

    private static int[] merged(int[] one, int[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        int[] merged = new int[one.length + other.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            int left = i < one.length ? one[i] : Integer.MAX_VALUE;
            int right = j < other.length ? other[j] : Integer.MAX_VALUE;
            merged[length++] = Math.min(left, right);
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return Arrays.copyOf(merged, length);
    }
}
