package dev.daypass.core.config;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.principal.Group;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that has been read: every finding, and whatever could be understood. Immutable; made by {@link
 * ConfigurationReader}.
 */
public final class Configuration {
    private final Parts parts;

    /**
     * What was understood.
     *
     * @param issuer absent if it could not be read
     * @param rules absent if a rule is an error
     * @param guardRails by account id
     */
    record Parts(
            String revision,
            Optional<BrokerSettings> settings,
            Optional<String> issuer,
            List<ForwardedSite> sites,
            Snapshot.ForPeople forPeople,
            Partition partition,
            Accounts accounts,
            Registry<ProviderReader.Draft> providers,
            Registry<RoleReader.Draft> roles,
            Registry<UserReader.Draft> users,
            Registry<Group> groups,
            Registry<ServicePrincipal> services,
            Registry<Application> applications,
            Optional<RuleSet> rules,
            PolicyCatalog policies,
            Map<String, List<NamedPolicy>> guardRails,
            List<TestCase> tests,
            List<Finding> findings) {}

    Configuration(Parts parts) {
        this.parts = parts;
    }

    /** Everything found, in the order of its places. */
    public List<Finding> findings() {
        return parts.findings();
    }

    /** Whether nothing found is an error. */
    public boolean usable() {
        return parts.findings().stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** How to run; absent if it could not be read. */
    public Optional<BrokerSettings> settings() {
        return parts.settings();
    }

    public List<TestCase> tests() {
        return parts.tests();
    }

    /** A hash of all files. */
    public String revision() {
        return parts.revision();
    }

    /** Providers with the places where they name their metadata or keys, for findings about what stands there. */
    public List<ProviderInspection.Configured> placed(Collection<Provider> providers) {
        var origins = new HashMap<ProviderId, Source>();
        parts.providers().all().forEach(draft -> origins.put(draft.id(), draft.origin()));
        return providers.stream()
                .flatMap(provider -> Optional.ofNullable(origins.get(provider.id())).stream()
                        .map(origin -> new ProviderInspection.Configured(provider, origin)))
                .toList();
    }

    /**
     * Makes the snapshot: gives roles and users their lasting ids, and puts the ids into trust policies in place of
     * ARNs.
     *
     * @return absent if a finding is an error; the ids are not asked then
     */
    public Optional<Snapshot> snapshot(UniqueIds ids) {
        if (!usable() || parts.issuer().isEmpty() || parts.rules().isEmpty()) {
            return Optional.empty();
        }
        var present = new HashSet<UniqueIds.Named>();
        parts.roles()
                .all()
                .forEach(role ->
                        present.add(named(UniqueIds.Kind.ROLE, role.arn().toString())));
        parts.users()
                .all()
                .forEach(user ->
                        present.add(named(UniqueIds.Kind.USER, user.arn().toString())));
        Map<UniqueIds.Named, String> given = ids.reconcile(present);
        var byArn = new HashMap<String, String>();
        given.forEach((thing, id) -> byArn.put(thing.arn(), id));
        var binding = new PrincipalBinding(byArn);
        List<Role> roles = parts.roles().all().stream()
                .map(role ->
                        role.bound(idOf(given, UniqueIds.Kind.ROLE, role.arn().toString()), binding))
                .toList();
        List<User> users = parts.users().all().stream()
                .map(user ->
                        user.withId(idOf(given, UniqueIds.Kind.USER, user.arn().toString())))
                .toList();
        List<Provider> providers = parts.providers().all().stream()
                .map(ProviderReader.Draft::provider)
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(new Snapshot(
                new Snapshot.Parts(
                        parts.revision(),
                        parts.issuer().get(),
                        parts.partition(),
                        List.copyOf(parts.accounts().all()),
                        providers,
                        parts.rules().get(),
                        roles,
                        users,
                        List.copyOf(parts.services().all()),
                        List.copyOf(parts.applications().all()),
                        parts.policies().byArn(parts.accounts().all()),
                        parts.guardRails()),
                parts.sites(),
                parts.forPeople()));
    }

    private static UniqueIds.Named named(UniqueIds.Kind kind, String arn) {
        return new UniqueIds.Named(kind, arn);
    }

    private static String idOf(Map<UniqueIds.Named, String> given, UniqueIds.Kind kind, String arn) {
        return Optional.ofNullable(given.get(named(kind, arn)))
                .orElseThrow(() -> new IllegalStateException("no unique id was given to " + arn));
    }
}
