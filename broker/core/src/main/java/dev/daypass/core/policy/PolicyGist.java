package dev.daypass.core.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What policies allow, in so few words that it fits a line. It leaves out resources, conditions and everything that is
 * denied, so that it says more than is true: for people, never for a decision.
 *
 * @param everything whether there is an Allow for every action
 * @param readsEverything whether there is one for reading with every service
 * @param services with which there is more than reading
 * @param readServices with which there is reading alone
 */
public record PolicyGist(
        boolean everything, boolean readsEverything, SortedSet<String> services, SortedSet<String> readServices) {
    private static final Pattern READING = Pattern.compile(
            "(?:batchget|check|describe|download|get|head|list|lookup|query|read|scan|search|select|simulate|validate|view).*");

    public PolicyGist {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        readServices = Collections.unmodifiableSortedSet(new TreeSet<>(readServices));
    }

    /** The gist of policies that add up. */
    public static PolicyGist of(Collection<NamedPolicy> policies) {
        List<ActionElement> allowed = policies.stream()
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.effect() == Statement.Effect.ALLOW)
                .map(statement -> statement.elements().actions())
                .toList();
        boolean everything = false;
        boolean readsEverything = false;
        var services = new TreeSet<String>();
        var reads = new TreeSet<String>();
        for (ActionElement actions : allowed) {
            everything |= actions.negated();
            for (ActionPattern pattern : actions.negated() ? List.<ActionPattern>of() : actions.patterns()) {
                boolean reading = READING.matcher(pattern.name()).matches();
                boolean anyService = pattern.service().equals("*");
                everything |= pattern.all() || (anyService && !reading);
                readsEverything |= anyService && reading;
                if (!anyService) {
                    (reading ? reads : services).add(pattern.service());
                }
            }
        }
        reads.removeAll(services);
        return new PolicyGist(everything, readsEverything, services, reads);
    }

    /** Whether it comes to reading and no more. */
    public boolean readsOnly() {
        return !everything && services.isEmpty();
    }
}
