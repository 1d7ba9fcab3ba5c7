package dev.daypass.core.rules;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules deny, and which rules do: {@code ALIAS/NAME}, {@code ALIAS/*} or {@code *}. */
final class Denials {
    static final String ALL = "*";

    private final Map<String, Set<String>> rulesByPattern = new LinkedHashMap<>();

    void add(String pattern, String rule) {
        rulesByPattern.computeIfAbsent(pattern, key -> new LinkedHashSet<>()).add(rule);
    }

    /** Names of the rules that deny a role. */
    List<String> of(String role) {
        if (rulesByPattern.isEmpty()) {
            return List.of();
        }
        var rules = new LinkedHashSet<String>();
        rules.addAll(rulesByPattern.getOrDefault(role, Set.of()));
        rules.addAll(rulesByPattern.getOrDefault(account(role), Set.of()));
        rules.addAll(rulesByPattern.getOrDefault(ALL, Set.of()));
        return List.copyOf(rules);
    }

    /** The pattern of all roles in the account of a role. */
    private static String account(String role) {
        int slash = role.indexOf('/');
        return slash < 0 ? ALL : role.substring(0, slash) + "/*";
    }
}
