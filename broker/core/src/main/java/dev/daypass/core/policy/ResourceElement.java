package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Set;

/** {@code Resource} or, negated, {@code NotResource}. */
record ResourceElement(boolean negated, List<ResourcePattern> patterns, Source source) {
    ResourceElement {
        patterns = List.copyOf(patterns);
    }

    String element() {
        return negated ? "NotResource" : "Resource";
    }

    boolean matches(ResourceName name, ConditionContext context, Statement.Effect effect) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(name, context)) {
                return !negated;
            }
        }
        // 'All but what nobody knows' must not become 'all': only a deny may reach so far (security.md T12).
        return negated && (effect == Statement.Effect.DENY || isResolved(context));
    }

    private boolean isResolved(ConditionContext context) {
        return patterns.stream().allMatch(pattern -> pattern.isResolved(context));
    }

    /** What every resource that it matches begins with; empty if there is nothing to say. */
    String prefix() {
        if (negated || patterns.isEmpty()) {
            return "";
        }
        String common = patterns.get(0).prefix();
        for (ResourcePattern pattern : patterns) {
            String prefix = pattern.prefix();
            int length = 0;
            while (length < Math.min(common.length(), prefix.length())
                    && common.charAt(length) == prefix.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        return common;
    }

    List<String> texts() {
        return patterns.stream().map(ResourcePattern::text).toList();
    }

    void collectKeys(Set<String> keys) {
        patterns.forEach(pattern -> pattern.collectKeys(keys));
    }
}
