package dev.daypass.core.snapshot;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.Console;
import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.application.Tile;
import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loaded configuration, indexed for the questions requests ask. Immutable. */
public final class Snapshot {
    private final Parts parts;
    private final ForPeople forPeople;
    private final Map<String, Account> accountsById = new HashMap<>();
    private final Map<ProviderId, Provider> providersById = new HashMap<>();
    private final Map<String, List<Provider>> providersByIssuer = new HashMap<>();
    private final Map<Arn, Role> rolesByArn = new HashMap<>();
    private final Map<String, Role> rolesByReference = new HashMap<>();
    private final Map<String, User> usersByReference = new HashMap<>();
    private final Map<String, User> usersByArn = new HashMap<>();
    private final Map<String, ServicePrincipal> servicesByName = new HashMap<>();
    private final Map<String, Application> applicationsByClientId = new HashMap<>();
    private final Map<String, KeyHolder> holdersByKeyId = new HashMap<>();
    private final Map<Arn, NamedPolicy> policiesByArn;
    private final Map<String, ForwardedSite> sitesByHost = new HashMap<>();

    /**
     * What a snapshot is made of.
     *
     * @param revision a hash of the configuration files, recorded with every decision
     * @param issuer the public base URL, without a slash at the end
     * @param policies managed and customer policies that sessions may name
     * @param guardRails organisation-wide policies, by account id
     */
    public record Parts(
            String revision,
            String issuer,
            Partition partition,
            List<Account> accounts,
            List<Provider> providers,
            RuleSet rules,
            List<Role> roles,
            List<User> users,
            List<ServicePrincipal> services,
            List<Application> applications,
            Map<Arn, NamedPolicy> policies,
            Map<String, List<NamedPolicy>> guardRails) {}

    /**
     * What people are told who use the portal.
     *
     * @param contact who helps them
     * @param tiles the applications they may see
     * @param consoles where a role session signs them in
     */
    public record ForPeople(Optional<Contact> contact, List<Tile> tiles, List<Console> consoles) {
        public ForPeople {
            tiles = List.copyOf(tiles);
            consoles = List.copyOf(consoles);
        }

        /** Nothing. */
        public static ForPeople nothing() {
            return new ForPeople(Optional.empty(), List.of(), List.of());
        }
    }

    /** Who holds a long-term access key. Exactly one of the two is present. */
    public record KeyHolder(AccessKey key, Optional<User> user, Optional<ServicePrincipal> service) {}

    /**
     * A configuration with sites whose proxies ask us.
     *
     * @param sites web sites behind proxies
     */
    public Snapshot(Parts parts, Collection<ForwardedSite> sites) {
        this(parts, sites, ForPeople.nothing());
    }

    public Snapshot(Parts parts) {
        this(parts, List.of());
    }

    /** A whole configuration. */
    public Snapshot(Parts parts, Collection<ForwardedSite> sites, ForPeople forPeople) {
        this.parts = parts;
        this.forPeople = forPeople;
        sites.forEach(site -> sitesByHost.put(site.host(), site));
        this.policiesByArn = Map.copyOf(parts.policies());
        parts.accounts().forEach(account -> accountsById.put(account.id(), account));
        for (Provider provider : parts.providers()) {
            providersById.put(provider.id(), provider);
            if (provider.settings() instanceof TokenSettings token) {
                providersByIssuer
                        .computeIfAbsent(token.issuer(), issuer -> new ArrayList<>())
                        .add(provider);
            }
        }
        for (Role role : parts.roles()) {
            rolesByArn.put(role.arn(), role);
            rolesByReference.put(role.reference(), role);
        }
        for (User user : parts.users()) {
            usersByReference.put(user.reference(), user);
            usersByArn.put(user.arn().toString(), user);
            user.accessKeys()
                    .forEach(key ->
                            holdersByKeyId.put(key.id(), new KeyHolder(key, Optional.of(user), Optional.empty())));
        }
        parts.applications().forEach(application -> applicationsByClientId.put(application.clientId(), application));
        for (ServicePrincipal service : parts.services()) {
            servicesByName.put(service.name(), service);
            service.accessKeys()
                    .forEach(key ->
                            holdersByKeyId.put(key.id(), new KeyHolder(key, Optional.empty(), Optional.of(service))));
        }
    }

    public String revision() {
        return parts.revision();
    }

    /** The public base URL, without a slash at the end. */
    public String issuer() {
        return parts.issuer();
    }

    public Partition partition() {
        return parts.partition();
    }

    public RuleSet rules() {
        return parts.rules();
    }

    public Collection<Account> accounts() {
        return parts.accounts();
    }

    public Collection<Provider> providers() {
        return parts.providers();
    }

    public Collection<Role> roles() {
        return parts.roles();
    }

    public Optional<Account> account(String id) {
        return Optional.ofNullable(accountsById.get(id));
    }

    public Optional<Provider> provider(ProviderId id) {
        return Optional.ofNullable(providersById.get(id));
    }

    /** The token providers configured for an issuer; several may differ in their audiences. */
    public List<Provider> providersOf(String issuer) {
        return providersByIssuer.getOrDefault(issuer, List.of());
    }

    public Optional<Role> role(Arn arn) {
        return Optional.ofNullable(rolesByArn.get(arn));
    }

    /** A role by {@code ALIAS/NAME}. */
    public Optional<Role> role(String reference) {
        return Optional.ofNullable(rolesByReference.get(reference));
    }

    /** How rules may name a role: by account and name, by ARN, or by its bare name where there is one account. */
    public List<String> namesOf(Role role) {
        String arn = role.arn().toString();
        return parts.accounts().size() == 1
                ? List.of(role.reference(), arn, role.name())
                : List.of(role.reference(), arn);
    }

    /** A user by {@code ALIAS/NAME}. */
    public Optional<User> user(String reference) {
        return Optional.ofNullable(usersByReference.get(reference));
    }

    public Optional<User> userByArn(String arn) {
        return Optional.ofNullable(usersByArn.get(arn));
    }

    /** A service by the name that trust policies write. */
    public Optional<ServicePrincipal> service(String name) {
        return Optional.ofNullable(servicesByName.get(name));
    }

    /** Who helps people that are stuck. */
    public Optional<Contact> contact() {
        return forPeople.contact();
    }

    /** Applications as people see them, in the order written. */
    public List<Tile> tiles() {
        return forPeople.tiles();
    }

    /** Where a role session signs somebody in. */
    public List<Console> consoles() {
        return forPeople.consoles();
    }

    public Collection<Application> applications() {
        return parts.applications();
    }

    /** An application by its {@code client_id}, enabled or not. */
    public Optional<Application> application(String clientId) {
        return Optional.ofNullable(applicationsByClientId.get(clientId));
    }

    public Optional<KeyHolder> keyHolder(String accessKeyId) {
        return Optional.ofNullable(holdersByKeyId.get(accessKeyId));
    }

    public Optional<NamedPolicy> policy(Arn arn) {
        return Optional.ofNullable(policiesByArn.get(arn));
    }

    /** A site behind a proxy, by its host in lower case. */
    public Optional<ForwardedSite> site(String host) {
        return Optional.ofNullable(sitesByHost.get(host));
    }

    /** Guard-rails of an account; empty means none is set. */
    public List<NamedPolicy> guardRails(String account) {
        return parts.guardRails().getOrDefault(account, List.of());
    }
}
