package dev.daypass.core.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the rules grant to one identity. A role that any rule denies is not in it, whoever grants it; what no rule grants
 * is not either.
 *
 * <p>A name without {@code /}, as {@code rolesFrom} may yield, is no role yet: call {@link #resolved} before looking a
 * role up, so that denials meet full names.
 */
public final class Entitlements {
    private final List<Entitlement> grants;
    private final Denials denials;
    private final List<String> failedDenials;
    private final List<String> shadowMatches;
    private final Supplier<RuleTrace> trace;
    private final Map<String, Entitlement> granted = new LinkedHashMap<>();

    Entitlements(Gathered gathered, Supplier<RuleTrace> trace) {
        this(gathered.grants(), gathered.denials(), gathered.failedDenials(), gathered.shadowMatches(), trace);
    }

    private Entitlements(
            List<Entitlement> grants,
            Denials denials,
            List<String> failedDenials,
            List<String> shadowMatches,
            Supplier<RuleTrace> trace) {
        this.grants = List.copyOf(grants);
        this.denials = denials;
        this.failedDenials = List.copyOf(failedDenials);
        this.shadowMatches = List.copyOf(shadowMatches);
        this.trace = trace;
        for (Entitlement grant : grants) {
            if (denials.of(grant.role()).isEmpty()) {
                granted.merge(grant.role(), grant, Entitlements::together);
            }
        }
    }

    private static Entitlement together(Entitlement one, Entitlement later) {
        var rules = new LinkedHashSet<>(one.rules());
        rules.addAll(later.rules());
        return new Entitlement(one.role(), new ArrayList<>(rules), one.shape().and(later.shape()));
    }

    /** The role with its granting rules, if it is granted and not denied. */
    public Optional<Entitlement> find(String role) {
        return Optional.ofNullable(granted.get(role));
    }

    /** All granted roles, in the order of the rules. */
    public List<Entitlement> all() {
        return List.copyOf(granted.values());
    }

    /** Whether some rule denies the role, granted or not. */
    public boolean denied(String role) {
        return !denials.of(role).isEmpty();
    }

    /** Names of the rules that deny the role. */
    public List<String> denyingRules(String role) {
        return denials.of(role);
    }

    /** Whether some denial stands only because its rule could not be evaluated (security T19). */
    public boolean failed() {
        return !failedDenials.isEmpty();
    }

    /** Names of the denying rules that could not be evaluated. */
    public List<String> failedDenials() {
        return failedDenials;
    }

    /** Names of the shadow rules that would have taken effect. */
    public List<String> shadowMatches() {
        return shadowMatches;
    }

    /**
     * The same with the names that rules computed made into roles' names; denials apply to those.
     *
     * @param names answers the role's full name for what a rule said; nothing drops it
     */
    public Entitlements resolved(Function<String, Optional<String>> names) {
        var resolved = new ArrayList<Entitlement>();
        for (Entitlement grant : grants) {
            names.apply(grant.role())
                    .ifPresent(role -> resolved.add(new Entitlement(role, grant.rules(), grant.shape())));
        }
        return new Entitlements(resolved, denials, failedDenials, shadowMatches, trace);
    }

    /** What each rule made of the identity. Worked out when it is asked for. */
    public RuleTrace trace() {
        return trace.get();
    }

    @Override
    public String toString() {
        return "Entitlements" + granted.keySet();
    }

    /**
     * What an evaluation gathered.
     *
     * @param grants one for each role and granting rule, denied ones included
     */
    record Gathered(
            List<Entitlement> grants, Denials denials, List<String> failedDenials, List<String> shadowMatches) {}
}
