package dev.daypass.core.config;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.policy.ManagedPolicies;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyLint;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Account;
import dev.daypass.core.source.Suggestions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds policies by the names that roles, users and groups use: {@code managed/NAME} for those shipped with the product,
 * a bare name for the customer's own, or an ARN of either.
 */
final class PolicyCatalog {
    private static final String MANAGED = "managed/";

    private final Reading reading;
    private final Partition partition;
    private final ManagedPolicies shipped;
    private final Registry<PolicyFileReader.Draft> customer;
    private final Map<String, Set<PolicyType>> uses = new HashMap<>();

    PolicyCatalog(Reading reading, Partition partition, Registry<PolicyFileReader.Draft> customer) {
        this.reading = reading;
        this.partition = partition;
        this.shipped = ManagedPolicies.shipped(partition);
        this.customer = customer;
    }

    /** The policy as it takes part in decisions about things of an account; empty, and found, if there is none. */
    Optional<NamedPolicy> find(Placed<String> name, Account account, PolicyType type) {
        if (name.value().startsWith(MANAGED)) {
            return managed(name, name.value().substring(MANAGED.length()), type);
        }
        String managedArn = partition.managedPolicy("").toString();
        if (name.value().startsWith(managedArn)) {
            return managed(name, name.value().substring(managedArn.length()), type);
        }
        return customer(new Placed<>(withoutArn(name.value(), account), name.source()), account, type);
    }

    /** A customer policy's ARN in the account becomes its name; anything else stays as it is. */
    private String withoutArn(String text, Account account) {
        return customer.all().stream()
                .filter(draft -> arn(draft, account).toString().equals(text))
                .map(draft -> draft.name().value())
                .findFirst()
                .orElse(text);
    }

    private Optional<NamedPolicy> managed(Placed<String> name, String bare, PolicyType type) {
        Optional<NamedPolicy> policy = shipped.find(bare);
        if (policy.isEmpty()) {
            String hint = Suggestions.closest(bare, shipped.names())
                    .map(near -> " (did you mean `" + MANAGED + near + "`?)")
                    .orElse("");
            reading.error(
                    "unknown-policy",
                    name.source(),
                    "no managed policy `" + bare + "` is shipped" + hint,
                    "shipped are " + String.join(", ", shipped.names()));
        }
        return policy.map(
                found -> type == PolicyType.CUSTOMER ? found : new NamedPolicy(type, found.name(), found.document()));
    }

    private Optional<NamedPolicy> customer(Placed<String> name, Account account, PolicyType type) {
        uses.computeIfAbsent(name.value(), unused -> EnumSet.noneOf(PolicyType.class))
                .add(type);
        if (!customer.require(name, reading)) {
            return Optional.empty();
        }
        Optional<PolicyFileReader.Draft> draft = customer.get(name.value());
        Optional<Placed<String>> only = draft.flatMap(PolicyFileReader.Draft::account)
                .filter(alias -> !alias.value().equals(account.alias()));
        if (only.isPresent()) {
            reading.error(
                    "foreign-policy",
                    name.source(),
                    "the policy `" + name.value() + "` is for the account `"
                            + only.get().value() + "` alone",
                    "attach a policy of `" + account.alias() + "`, or drop `account` from the policy");
            return Optional.empty();
        }
        return draft.map(found -> new NamedPolicy(
                type, arn(found, account).toString(), found.written().document()));
    }

    private Arn arn(PolicyFileReader.Draft draft, Account account) {
        return partition.policy(account.id(), draft.path(), draft.name().value());
    }

    /** Every policy that a session may name, by ARN: the shipped ones, and each customer policy in its accounts. */
    Map<Arn, NamedPolicy> byArn(Collection<Account> accounts) {
        var byArn = new LinkedHashMap<Arn, NamedPolicy>();
        for (String name : shipped.names()) {
            shipped.find(name).ifPresent(policy -> byArn.put(partition.managedPolicy(name), policy));
        }
        for (PolicyFileReader.Draft draft : customer.all()) {
            for (Account account : accounts) {
                if (draft.account()
                        .filter(alias -> !alias.value().equals(account.alias()))
                        .isEmpty()) {
                    Arn arn = arn(draft, account);
                    byArn.put(
                            arn,
                            new NamedPolicy(
                                    PolicyType.CUSTOMER,
                                    arn.toString(),
                                    draft.written().document()));
                }
            }
        }
        return byArn;
    }

    /**
     * Says what is unwise in the customer's policies, each judged by what it is used for: a boundary is meant to be wide.
     * Suggests to remove those that nothing uses.
     */
    void lint() {
        for (PolicyFileReader.Draft draft : customer.all()) {
            String name = draft.name().value();
            Set<PolicyType> types = uses.getOrDefault(name, Set.of());
            boolean grants = types.isEmpty() || types.contains(PolicyType.CUSTOMER);
            PolicyType judged = grants ? PolicyType.CUSTOMER : PolicyType.BOUNDARY;
            reading.findings()
                    .addAll(PolicyLint.lint(
                            new NamedPolicy(judged, name, draft.written().document())));
            if (types.isEmpty()) {
                reading.suggestion(
                        "unused-policy",
                        draft.name().source(),
                        "nothing uses the policy `" + name + "`",
                        "attach it, or remove it; sessions may still name it");
            }
        }
    }
}
