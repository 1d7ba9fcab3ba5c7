package dev.daypass.core.config;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Group;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.rules.RuleDefinition;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a whole configuration: each kind of file by its reader, then everything against everything. All mistakes are told
 * at once. One use, one thread.
 */
public final class ConfigurationReader {
    private final ConfigTree tree;
    private final Reading reading;
    private final RuleCompiler compiler = new RuleCompiler();
    private final Registry<PolicyFileReader.Draft> policies = new Registry<>("policy");
    private final Registry<ProviderReader.Draft> providers = new Registry<>("provider");
    private final Registry<RoleReader.Draft> roles = new Registry<>("role");
    private final Registry<UserReader.Draft> users = new Registry<>("user");
    private final Registry<Group> groups = new Registry<>("group");
    private final Registry<ServicePrincipal> services = new Registry<>("service");
    private final Registry<Application> applications = new Registry<>("application");

    private ConfigurationReader(ConfigTree tree, Reading.Strictness strictness) {
        this.tree = tree;
        this.reading = new Reading(new Findings(), tree.origins(), strictness);
    }

    /** Reads a configuration, for checking or for serving. */
    public static Configuration read(ConfigTree tree, Reading.Strictness strictness) {
        return new ConfigurationReader(tree, strictness).read();
    }

    private Configuration read() {
        reading.findings().addAll(tree.findings());
        Optional<BrokerReader.Draft> broker = broker();
        Partition partition =
                new Partition(broker.map(BrokerReader.Draft::partition).orElse("daypass"));
        Map<Placed<String>, AccountReader.Draft> written =
                broker.map(BrokerReader.Draft::accounts).orElseGet(Map::of);
        var accounts = new Accounts(AccountReader.byAlias(written, reading), reading);
        readPolicies();
        var catalog = new PolicyCatalog(reading, partition, policies);
        readProviders();
        readPrincipals(accounts, partition, catalog, broker);
        broker.ifPresent(draft -> SiteReader.checkRoles(draft.siteRoles(), roles, reading));
        Map<String, List<NamedPolicy>> guardRails = guardRails(written, accounts, catalog);
        List<RuleReader.Draft> rules = rules();
        Optional<RuleSet> compiled = compile(rules);
        compare(accounts, partition, catalog, broker, rules);
        List<ForwardedSite> sites = broker.map(BrokerReader.Draft::sites).orElseGet(List::of);
        var tiles = new TileReader(reading, compiler, new TileReader.Known(providers, roles, sites));
        readApplications(broker.flatMap(BrokerReader.Draft::issuer), tiles);
        List<TestCase> tests = tests();
        return new Configuration(new Configuration.Parts(
                tree.revision(),
                broker.flatMap(BrokerReader.Draft::settings),
                broker.flatMap(BrokerReader.Draft::issuer),
                sites,
                new Snapshot.ForPeople(broker.flatMap(BrokerReader.Draft::contact), tiles.tiles(), tiles.consoles()),
                partition,
                accounts,
                providers,
                roles,
                users,
                groups,
                services,
                applications,
                compiled,
                catalog,
                guardRails,
                tests,
                reading.sorted()));
    }

    private Optional<BrokerReader.Draft> broker() {
        Optional<ConfigFile> file = tree.of(ConfigFile.Kind.BROKER).stream().findFirst();
        if (file.flatMap(ConfigFile::root).isEmpty()) {
            boolean broken = file.isPresent() && reading.findings().hasErrors();
            if (!broken) {
                reading.error(
                        "missing-file",
                        Source.of(ConfigFile.Kind.BROKER.place()),
                        "there is no `daypass.yaml`, or it is empty",
                        "begin with `issuer`, `listen`, `store` and `accounts`");
            }
            return Optional.empty();
        }
        return file.flatMap(ConfigFile::root).flatMap(root -> new BrokerReader(reading, tree.attachments()).read(root));
    }

    private void readPolicies() {
        var reader = new PolicyFileReader(reading, policies);
        for (ConfigFile file : tree.of(ConfigFile.Kind.POLICIES)) {
            file.root().ifPresent(root -> reader.read(file, root));
        }
    }

    private void readProviders() {
        var locations = new LocationReader(reading, tree.attachments());
        var reader = new ProviderReader(reading, compiler, locations, providers);
        for (ConfigFile file : tree.of(ConfigFile.Kind.PROVIDERS)) {
            file.root().ifPresent(reader::read);
        }
        reader.finish();
    }

    private void readPrincipals(
            Accounts accounts, Partition partition, PolicyCatalog catalog, Optional<BrokerReader.Draft> broker) {
        int attached = broker.map(BrokerReader.Draft::attachedPolicies)
                .orElseGet(() -> LimitsReader.ATTACHED_POLICIES.fallback().orElseThrow());
        int trustLimit = broker.map(BrokerReader.Draft::trustPolicyLimit)
                .orElseGet(() -> LimitsReader.TRUST_POLICY.fallback().orElseThrow());
        var permissions = new PermissionReader(reading, catalog, attached);
        var keys = new AccessKeyForm(reading);
        var groupReader = new GroupReader(reading, accounts, partition, permissions, groups);
        var userReader = new UserReader(reading, accounts, partition, permissions, keys);
        var serviceReader = new ServiceReader(reading, accounts, keys, services);
        var roleReader = new RoleReader(
                reading, accounts, partition, permissions, new TakingReader(reading, catalog), trustLimit);
        each(ConfigFile.Kind.GROUPS, GroupReader.FORM, groupReader::read);
        each(ConfigFile.Kind.USERS, UserReader.FORM, found -> userReader.read(found, groups, users));
        each(ConfigFile.Kind.SERVICES, ServiceReader.FORM, serviceReader::read);
        each(ConfigFile.Kind.ROLES, RoleReader.FORM, found -> roleReader.read(found, roles));
    }

    private void readApplications(Optional<String> issuer, TileReader tiles) {
        var known = new ApplicationReferences(reading, issuer, providers, roles, services);
        var reader = new ApplicationReader(
                reading, new ClientAuthenticationReader(reading, tree.attachments()), known, applications, tiles);
        each(ConfigFile.Kind.APPLICATIONS, ApplicationShape.FORM, reader::read);
    }

    private <T> void each(ConfigFile.Kind kind, Form<T> form, Consumer<T> then) {
        for (ConfigFile file : tree.of(kind)) {
            file.root().flatMap(root -> form.read(root, reading)).ifPresent(then);
        }
    }

    private Map<String, List<NamedPolicy>> guardRails(
            Map<Placed<String>, AccountReader.Draft> written, Accounts accounts, PolicyCatalog catalog) {
        var guardRails = new LinkedHashMap<String, List<NamedPolicy>>();
        written.forEach((id, draft) -> {
            Optional<Account> account =
                    Optional.ofNullable(accounts.byAlias().get(draft.alias().value()));
            account.ifPresent(owner -> {
                var policiesOf = new ArrayList<NamedPolicy>();
                for (Placed<String> name : draft.guardRails()) {
                    catalog.find(name, owner, PolicyType.GUARD_RAIL).ifPresent(policiesOf::add);
                }
                guardRails.put(owner.id(), List.copyOf(policiesOf));
            });
        });
        return guardRails;
    }

    private List<RuleReader.Draft> rules() {
        var drafts = new ArrayList<RuleReader.Draft>();
        each(
                ConfigFile.Kind.RULES,
                RuleReader.FORM,
                rules -> rules.forEach(rule -> RuleReader.draft(rule.value()).ifPresent(drafts::add)));
        return drafts;
    }

    private Optional<RuleSet> compile(List<RuleReader.Draft> rules) {
        var views = new LinkedHashMap<ProviderId, ProviderView>();
        providers.all().forEach(draft -> views.put(draft.id(), draft.view()));
        // What a provider that is not there defines nobody knows; that it is not there is told elsewhere.
        List<RuleDefinition> definitions = rules.stream()
                .map(RuleReader.Draft::definition)
                .filter(rule -> views.keySet().containsAll(rule.providers()))
                .toList();
        return compiler.compileFor(definitions, views, reading.findings());
    }

    private void compare(
            Accounts accounts,
            Partition partition,
            PolicyCatalog catalog,
            Optional<BrokerReader.Draft> broker,
            List<RuleReader.Draft> rules) {
        var trust = new TrustCheck(reading, accounts, partition, providers, services);
        broker.flatMap(BrokerReader.Draft::issuer).ifPresent(issuer -> trust.addIssuer(issuer, partition));
        roles.all().forEach(role -> trust.addPrincipal(role.arn()));
        users.all().forEach(user -> trust.addPrincipal(user.arn()));
        roles.all().forEach(trust::check);
        new ReachCheck(reading, accounts, partition, providers, roles).check(rules);
        catalog.lint();
    }

    private List<TestCase> tests() {
        var tests = new ArrayList<TestCase>();
        each(ConfigFile.Kind.TESTS, TestReader.FORM, found -> {
            for (Placed<Fields> test : found) {
                TestReader.test(test.value()).ifPresent(tests::add);
            }
        });
        for (TestCase test : tests) {
            providers.require(test.given().provider(), reading);
            test.roles().forEach(role -> roles.require(role, reading));
            test.not().forEach(role -> roles.require(role, reading));
            test.decisions().forEach(decision -> roles.require(decision.role(), reading));
        }
        return tests;
    }
}
