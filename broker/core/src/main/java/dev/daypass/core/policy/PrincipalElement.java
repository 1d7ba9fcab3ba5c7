package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Principal} or, negated, {@code NotPrincipal}. Several principals are alternatives; all are compared exactly.
 *
 * <p>{@code NotPrincipal} errs on the safe side of its effect: a deny spares only a requester all of whose principals are
 * listed (a session's are the session, its role and its account), as AWS does; an allow reaches only one none of whose
 * principals are.
 */
final class PrincipalElement {
    private final boolean negated;
    /** As written: type to names; {@code *} alone stands under {@code *}. */
    private final Map<String, List<String>> names;

    private final Lists lists;
    private final Source source;

    /** The names by what they are compared with. */
    record Lists(
            boolean anyone,
            Set<String> accounts,
            Set<String> arns,
            Set<String> uniqueIds,
            Set<String> federated,
            Set<String> services) {
        Lists {
            accounts = Set.copyOf(accounts);
            arns = Set.copyOf(arns);
            uniqueIds = Set.copyOf(uniqueIds);
            federated = Set.copyOf(federated);
            services = Set.copyOf(services);
        }
    }

    PrincipalElement(boolean negated, Map<String, List<String>> names, Lists lists, Source source) {
        this.negated = negated;
        this.names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        this.lists = lists;
        this.source = source;
    }

    PrincipalMatch match(Requester requester, Statement.Effect effect) {
        if (!negated) {
            return closest(requester);
        }
        boolean spared = effect == Statement.Effect.DENY
                ? namesAllOf(requester)
                : closest(requester).matches();
        return spared ? PrincipalMatch.NONE : PrincipalMatch.ANYONE;
    }

    private PrincipalMatch closest(Requester requester) {
        if (namesItself(requester)
                || containsAny(lists.federated(), requester.federated())
                || containsAny(lists.services(), requester.services())) {
            return PrincipalMatch.DIRECT;
        }
        if (namesRole(requester)) {
            return PrincipalMatch.ROLE;
        }
        if (lists.anyone()) {
            return PrincipalMatch.ANYONE;
        }
        return lists.accounts().contains(requester.account()) ? PrincipalMatch.ACCOUNT : PrincipalMatch.NONE;
    }

    private boolean namesItself(Requester requester) {
        return containsAny(lists.arns(), requester.arns())
                || (requester.roleArns().isEmpty() && containsAny(lists.uniqueIds(), requester.uniqueIds()));
    }

    private boolean namesRole(Requester requester) {
        return containsAny(lists.arns(), requester.roleArns())
                || (!requester.roleArns().isEmpty() && containsAny(lists.uniqueIds(), requester.uniqueIds()));
    }

    private boolean namesAllOf(Requester requester) {
        boolean nobody = requester.account().isEmpty()
                && requester.federated().isEmpty()
                && requester.services().isEmpty();
        if (lists.anyone() || nobody) {
            return lists.anyone();
        }
        return (requester.account().isEmpty() || lists.accounts().contains(requester.account()))
                && (requester.arns().isEmpty() || namesItself(requester))
                && (requester.roleArns().isEmpty() || namesRole(requester))
                && (requester.federated().isEmpty() || containsAny(lists.federated(), requester.federated()))
                && (requester.services().isEmpty() || containsAny(lists.services(), requester.services()));
    }

    private static boolean containsAny(Set<String> listed, Set<String> names) {
        if (listed.isEmpty() || names.isEmpty()) {
            return false;
        }
        for (String name : names) {
            if (listed.contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean negated() {
        return negated;
    }

    String element() {
        return negated ? "NotPrincipal" : "Principal";
    }

    Source source() {
        return source;
    }

    /** Whether it names nobody at all. */
    boolean isNobody() {
        return !negated && names.values().stream().allMatch(List::isEmpty);
    }

    boolean isAnyone() {
        return lists.anyone();
    }

    /** Names of identity providers it speaks of. */
    Set<String> federated() {
        return lists.federated();
    }

    Map<String, List<String>> names() {
        return names;
    }

    /** The names under {@code *}, if it was written as {@code "Principal": "*"}. */
    Optional<List<String>> bare() {
        return Optional.ofNullable(names.get("*"));
    }
}
