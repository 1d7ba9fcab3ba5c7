package dev.daypass.core.role;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people are asked, and what they are offered, who take a role in the portal or at a terminal. Programs that speak a
 * protocol of their own are not asked.
 *
 * @param reason whether they say what for
 * @param narrowings lesser forms of the role, by the name that people read: ARNs of session policies
 */
public record TakingTerms(Reason reason, Map<String, List<String>> narrowings) {
    public TakingTerms {
        var copy = new LinkedHashMap<String, List<String>>();
        narrowings.forEach((name, policies) -> copy.put(name, List.copyOf(policies)));
        narrowings = Collections.unmodifiableMap(copy);
    }

    /** Nothing is asked, and the role is offered as it is. */
    public static TakingTerms none() {
        return new TakingTerms(Reason.NOT_ASKED, Map.of());
    }

    /** Whether somebody says what they take the role for. */
    public enum Reason {
        NOT_ASKED,
        OPTIONAL,
        REQUIRED
    }
}
