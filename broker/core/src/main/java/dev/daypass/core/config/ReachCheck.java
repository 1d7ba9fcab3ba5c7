package dev.daypass.core.config;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.provider.Provider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares rules with roles and providers: names that do not exist, roles nobody can get, grants that the role's trust
 * policy makes void, providers that lead nowhere.
 */
final class ReachCheck {
    private final Reading reading;
    private final Accounts accounts;
    private final Partition partition;
    private final Registry<ProviderReader.Draft> providers;
    private final Registry<RoleReader.Draft> roles;
    private final Map<String, TrustSummary> trust = new LinkedHashMap<>();
    private final Map<String, Set<String>> trustNames = new HashMap<>();

    ReachCheck(
            Reading reading,
            Accounts accounts,
            Partition partition,
            Registry<ProviderReader.Draft> providers,
            Registry<RoleReader.Draft> roles) {
        this.reading = reading;
        this.accounts = accounts;
        this.partition = partition;
        this.providers = providers;
        this.roles = roles;
        roles.all()
                .forEach(role -> trust.put(
                        role.name().value(), TrustSummary.of(role.trust().node())));
    }

    void check(List<RuleReader.Draft> rules) {
        var granted = new HashSet<String>();
        var used = new HashSet<String>();
        boolean computed = false;
        boolean anyProvider = false;
        for (RuleReader.Draft rule : rules) {
            rule.providers().forEach(provider -> {
                providers.require(provider, reading);
                used.add(provider.value());
            });
            rule.roles().forEach(role -> grant(rule, role, granted));
            rule.deny().forEach(this::denial);
            computed |= rule.definition().rolesFrom().isPresent();
            anyProvider |= rule.providers().isEmpty();
        }
        if (!computed) {
            unreachableRoles(granted);
        }
        if (!anyProvider) {
            unusedProviders(used);
        }
    }

    private void grant(RuleReader.Draft rule, Placed<String> role, Set<String> granted) {
        granted.add(role.value());
        if (!isRoleName(role.value()) || !roles.require(role, reading)) {
            return;
        }
        Optional<TrustSummary> summary = Optional.ofNullable(trust.get(role.value()));
        if (summary.isEmpty() || summary.get().anyone()) {
            return;
        }
        Set<String> trusted = summary.get().federatedNames();
        if (trusted.isEmpty()) {
            reading.warning(
                    "grant-without-trust",
                    role.source(),
                    "`" + role.value() + "` is granted here and its trust policy names no identity provider",
                    "name the provider in the role's trust policy, or drop the grant");
            return;
        }
        for (Placed<String> provider : rule.providers()) {
            if (providers.knows(provider.value())
                    && namesOf(provider.value()).stream().noneMatch(trusted::contains)) {
                reading.warning(
                        "grant-without-trust",
                        role.source(),
                        "`" + role.value() + "` is granted here for `" + provider.value()
                                + "`, which its trust policy does not name",
                        "name `" + provider.value() + "` in the role's trust policy, or grant it elsewhere");
            }
        }
    }

    /** What is no role's name at all, the rule compiler has found. */
    private static boolean isRoleName(String text) {
        return text.matches(Names.REFERENCE);
    }

    private Set<String> namesOf(String provider) {
        return trustNames.computeIfAbsent(provider, name -> {
            Optional<Provider> read = providers.get(name).flatMap(ProviderReader.Draft::provider);
            return TrustCheck.namesOf(name, read, partition, accounts);
        });
    }

    private void denial(Placed<String> pattern) {
        if (pattern.value().endsWith("/*")) {
            String alias = pattern.value().substring(0, pattern.value().length() - 2);
            accounts.find(new Placed<>(alias, pattern.source()));
        } else if (isRoleName(pattern.value())) {
            roles.require(pattern, reading);
        }
    }

    private void unreachableRoles(Set<String> granted) {
        trust.forEach((role, summary) -> {
            boolean onlyFederated = !summary.anyone()
                    && !summary.federated().isEmpty()
                    && summary.aws().isEmpty()
                    && summary.services().isEmpty();
            if (summary.namesNobody() || (onlyFederated && !granted.contains(role))) {
                reading.warning(
                        "unreachable-role",
                        roles.place(role),
                        "nobody can get the role `" + role + "`: "
                                + (summary.namesNobody()
                                        ? "its trust policy allows nobody"
                                        : "it is for identities of providers and no rule grants it"),
                        "grant it in `rules/`, trust somebody else, or remove it");
            }
        });
    }

    /** Directories that tell of other providers' people. */
    private Set<String> enriching() {
        return providers.all().stream()
                .flatMap(draft -> draft.provider().stream())
                .flatMap(provider -> provider.enrichment().stream())
                .map(enrichment -> enrichment.from().name())
                .collect(Collectors.toSet());
    }

    private void unusedProviders(Set<String> used) {
        var trusted = new LinkedHashSet<String>();
        trust.values().forEach(summary -> trusted.addAll(summary.federatedNames()));
        Set<String> enriching = enriching();
        for (String provider : providers.names()) {
            if (!used.contains(provider) && !enriching.contains(provider)) {
                boolean isTrusted = namesOf(provider).stream().anyMatch(trusted::contains);
                reading.warning(
                        "unused-provider",
                        providers.place(provider),
                        "no rule is about the provider `" + provider + "`"
                                + (isTrusted ? ", though trust policies name it" : ""),
                        "write a rule that grants its identities something, or remove it");
            }
        }
    }
}
