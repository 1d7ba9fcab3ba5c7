package dev.daypass.core.config;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares whom trust policies name with who there is (sts.md 1.6). */
final class TrustCheck {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final Reading reading;
    private final Accounts accounts;
    private final Registry<ProviderReader.Draft> providers;
    private final Registry<ServicePrincipal> services;
    private final Set<String> providerNames = new HashSet<>();
    private final Set<String> principalArns = new LinkedHashSet<>();

    TrustCheck(
            Reading reading,
            Accounts accounts,
            Partition partition,
            Registry<ProviderReader.Draft> providers,
            Registry<ServicePrincipal> services) {
        this.reading = reading;
        this.accounts = accounts;
        this.providers = providers;
        this.services = services;
        providers.names().forEach(name -> addNames(name, partition));
    }

    /** Every way in which a trust policy may name the provider. */
    static Set<String> namesOf(String provider, Optional<Provider> read, Partition partition, Accounts accounts) {
        var names = new LinkedHashSet<String>();
        names.add(provider);
        accounts.all().forEach(account -> {
            names.add(partition.samlProvider(account.id(), provider).toString());
            names.add(partition.oidcProvider(account.id(), provider).toString());
            names.add(partition.directory(account.id(), provider).toString());
        });
        read.map(Provider::settings).ifPresent(settings -> {
            if (settings instanceof TokenSettings token) {
                names.add(token.issuer().replaceFirst("^https?://", ""));
            }
        });
        return names;
    }

    private void addNames(String name, Partition partition) {
        Optional<Provider> provider = providers.get(name).flatMap(ProviderReader.Draft::provider);
        providerNames.addAll(namesOf(name, provider, partition, accounts));
    }

    /** Makes our own issuer known: a trust policy that names it takes our own tokens. */
    void addIssuer(String issuer, Partition partition) {
        String path = issuer.replaceFirst("^https?://", "");
        providerNames.add(path);
        accounts.all()
                .forEach(account -> providerNames.add(
                        partition.oidcProvider(account.id(), path).toString()));
    }

    /** Makes a role or user known, so that trust policies may name it. */
    void addPrincipal(Arn arn) {
        principalArns.add(arn.toString());
    }

    /** Finds principals that do not exist. */
    void check(RoleReader.Draft role) {
        TrustSummary summary = TrustSummary.of(role.trust().node());
        summary.federated().forEach(this::federated);
        summary.services().forEach(this::service);
        summary.aws().forEach(this::aws);
    }

    private void federated(Node.Scalar name) {
        if (providerNames.contains(name.text()) || unreadable(name.text())) {
            return;
        }
        String hint = Suggestions.closest(name.text(), providers.names())
                .map(near -> " (did you mean `" + near + "`?)")
                .orElse("");
        reading.error(
                "trust-unknown-provider",
                name.source(),
                "the trust policy names the provider " + reading.quoted(name) + ", which there is not" + hint,
                "name a provider of `providers/`, its ARN, or its issuer's host and path");
    }

    /** An issuer's host may belong to a provider that could not be read. */
    private boolean unreadable(String name) {
        return name.contains("/")
                && !name.startsWith("arn:")
                && providers.all().stream().anyMatch(draft -> draft.provider().isEmpty());
    }

    private void service(Node.Scalar name) {
        services.require(new Placed<>(name.text(), name.source()), reading);
    }

    private void aws(Node.Scalar name) {
        Optional<Arn> arn = Arn.parse(name.text());
        boolean account = ACCOUNT.matcher(name.text()).matches();
        if (!account && arn.isEmpty()) {
            return;
        }
        String id = account ? name.text() : arn.get().account();
        if (!accounts.knowsId(id)) {
            reading.warning(
                    "trust-foreign-account",
                    name.source(),
                    "the trust policy names account `" + id + "`, which is not one of `accounts`",
                    "add the account to daypass.yaml, or correct its id: nobody can come from it");
            return;
        }
        boolean named = !account && arn.get().resource().matches("(?:user|role)/.*");
        if (named && !principalArns.contains(name.text())) {
            String hint = Suggestions.closest(name.text(), principalArns)
                    .map(near -> " (did you mean `" + near + "`?)")
                    .orElse("");
            reading.error(
                    "trust-unknown-principal",
                    name.source(),
                    "the trust policy names " + reading.quoted(name) + ", which there is not" + hint,
                    "name a user or role of `users/` or `roles/` by its ARN, path included");
        }
    }
}
