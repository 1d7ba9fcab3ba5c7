package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document's statements by the actions they may concern, so that a decision looks at few of many. Immutable.
 *
 * <p>Three lists, each ascending: those that name the action exactly, those with a wildcard in the service's names, and
 * those that may concern every service. A superset of what matches, which the index = scan law tests.
 */
final class PolicyIndex {
    private static final int[] NONE = {};

    private final Map<String, int[]> exact;
    private final Map<String, int[]> byService;
    private final int[] everywhere;

    private PolicyIndex(Map<String, int[]> exact, Map<String, int[]> byService, int[] everywhere) {
        this.exact = exact;
        this.byService = byService;
        this.everywhere = everywhere;
    }

    static PolicyIndex of(List<Statement> statements) {
        var exact = new HashMap<String, List<Integer>>();
        var byService = new HashMap<String, List<Integer>>();
        var everywhere = new ArrayList<Integer>();
        for (Statement statement : statements) {
            ActionElement actions = statement.elements().actions();
            if (actions.negated()
                    || actions.patterns().stream()
                            .anyMatch(pattern -> pattern.service().equals("*"))) {
                everywhere.add(statement.index());
                continue;
            }
            for (ActionPattern pattern : actions.patterns()) {
                if (pattern.isExact()) {
                    add(exact, pattern.service() + ":" + pattern.name(), statement.index());
                } else {
                    add(byService, pattern.service(), statement.index());
                }
            }
        }
        return new PolicyIndex(frozen(exact), frozen(byService), array(everywhere));
    }

    private static void add(Map<String, List<Integer>> lists, String key, int index) {
        List<Integer> list = lists.computeIfAbsent(key, absent -> new ArrayList<>());
        if (list.isEmpty() || list.get(list.size() - 1) != index) {
            list.add(index);
        }
    }

    private static Map<String, int[]> frozen(Map<String, List<Integer>> lists) {
        var frozen = new HashMap<String, int[]>();
        lists.forEach((key, list) -> frozen.put(key, array(list)));
        return frozen;
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    Cursor candidates(ActionName action) {
        return new Cursor(
                exact.getOrDefault(action.text(), NONE), byService.getOrDefault(action.service(), NONE), everywhere);
    }

    /** Walks the three lists as one, ascending, each statement once. Confined to one decision. */
    static final class Cursor {
        private final int[][] lists;
        private final int[] places = new int[3];

        private Cursor(int[]... lists) {
            this.lists = lists;
        }

        /** The next statement's index, or -1 when there are no more. */
        int next() {
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < lists.length; i++) {
                if (places[i] < lists[i].length && lists[i][places[i]] < least) {
                    least = lists[i][places[i]];
                }
            }
            for (int i = 0; i < lists.length; i++) {
                if (places[i] < lists[i].length && lists[i][places[i]] == least) {
                    places[i]++;
                }
            }
            return least == Integer.MAX_VALUE ? -1 : least;
        }
    }
}
