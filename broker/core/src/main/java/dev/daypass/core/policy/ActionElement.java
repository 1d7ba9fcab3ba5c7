package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.List;

/** {@code Action} or, negated, {@code NotAction}. */
record ActionElement(boolean negated, List<ActionPattern> patterns, Source source) {
    ActionElement {
        patterns = List.copyOf(patterns);
    }

    String element() {
        return negated ? "NotAction" : "Action";
    }

    boolean matches(ActionName action) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(action)) {
                return !negated;
            }
        }
        return negated;
    }

    List<String> texts() {
        return patterns.stream().map(ActionPattern::text).toList();
    }
}
