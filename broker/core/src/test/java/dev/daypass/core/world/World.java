package dev.daypass.core.world;

import dev.daypass.core.application.Application;
import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.rules.RuleDefinition;
import dev.daypass.core.rules.SessionShapeDefinition;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The company: account prod and a partner, a SAML and an OpenID provider, a user, a service, and what a test adds. */
public final class World {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final String PROD = "111122223333";
    public static final String PARTNER = "444455556666";
    public static final ProviderId CORP = new ProviderId("corp-saml");
    public static final ProviderId CI = new ProviderId("ci");
    public static final String CI_ISSUER = "https://ci.example.com";
    public static final Secret ALICE_SECRET = Secret.of("alices-long-term-secret-key-of-40-chars!");

    public final Ledger ledger = new Ledger();
    public final KeyRing keys = new KeyRing(List.of(new MasterKey(1, NOW, new byte[32])), new SecureRandom());
    private final Partition partition = new Partition("daypass");
    private final List<Role> roles = new ArrayList<>();
    private final List<RuleDefinition> rules = new ArrayList<>();
    private final List<Application> applications = new ArrayList<>();
    private final Map<Arn, NamedPolicy> policies = new HashMap<>();
    private final Map<String, List<NamedPolicy>> guardRails = new HashMap<>();
    private final Map<ProviderId, Provider> providers = new HashMap<>();
    private Permissions alicePermissions = Permissions.none();
    private boolean aliceEnabled = true;
    private String aliceId = "AIDAALICE00000000001";
    private boolean aliceKeyActive = true;
    private Instant now = NOW;
    private String revision = "revision-1";

    public World() {
        with(saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of()));
        with(token());
    }

    public static SamlSettings samlSettings() {
        return new SamlSettings(
                new SamlSettings.MetadataSource(
                        URI.create("file:metadata.xml"), Duration.ofHours(1), Duration.ofDays(7), Optional.empty()),
                Optional.empty(),
                true,
                Set.of(),
                SamlSettings.SignedElements.RESPONSE_OR_ASSERTION,
                new SamlSettings.Times(Duration.ofSeconds(60), Optional.empty()),
                List.of(),
                SamlSettings.Encryption.ALLOWED,
                SamlSettings.Requests.plain());
    }

    public static Provider saml(Provider.State state, Provider.ReplayScope replay, Set<String> blocked) {
        var mapping = new RuleCompiler()
                .mapping(
                        Map.of(
                                "email", expression("attr(\"mail\", \"\")"),
                                "groups", expression("attrs(\"groups\")")),
                        new Findings())
                .orElseThrow();
        return new Provider(CORP, state, samlSettings(), mapping, Optional.empty(), replay, blocked);
    }

    public static Provider token() {
        var settings = new TokenSettings(
                TokenSettings.Kind.JWT,
                CI_ISSUER,
                Set.of("daypass"),
                new TokenSettings.KeySource(Optional.empty(), Duration.ofMinutes(10), Duration.ofDays(1)),
                new TokenSettings.Checks(
                        Set.of("RS256"),
                        Set.of("jwt"),
                        Map.of(),
                        Duration.ofSeconds(60),
                        Duration.ofHours(1),
                        Optional.empty()),
                Optional.empty());
        var mapping = new RuleCompiler()
                .mapping(Map.of("repository", expression("attr(\"repository\", \"\")")), new Findings())
                .orElseThrow();
        return new Provider(
                CI,
                Provider.State.ENABLED,
                settings,
                mapping,
                Optional.empty(),
                Provider.ReplayScope.REUSABLE,
                Set.of());
    }

    public static Expression expression(String text) {
        return new Expression(text, Source.of("test"));
    }

    public World with(Provider provider) {
        providers.put(provider.id(), provider);
        return this;
    }

    public World without(ProviderId provider) {
        providers.remove(provider);
        return this;
    }

    public World rule(String name, String when, String role) {
        return rule(name, when, role, Optional.empty());
    }

    public World rule(String name, String when, String role, Optional<SessionShapeDefinition> shape) {
        rules.add(new RuleDefinition(
                name,
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(expression(when)),
                List.of(role),
                Optional.empty(),
                List.of(),
                shape,
                RuleDefinition.Mode.ENFORCE));
        return this;
    }

    public World denyRule(String name, String when, String role) {
        rules.add(new RuleDefinition(
                name,
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(expression(when)),
                List.of(),
                Optional.empty(),
                List.of(role),
                Optional.empty(),
                RuleDefinition.Mode.ENFORCE));
        return this;
    }

    public World role(Role role) {
        roles.removeIf(known -> known.reference().equals(role.reference()));
        roles.add(role);
        return this;
    }

    public World application(Application application) {
        applications.removeIf(known -> known.clientId().equals(application.clientId()));
        applications.add(application);
        return this;
    }

    public World policy(Arn arn, NamedPolicy policy) {
        policies.put(arn, policy);
        return this;
    }

    public World guardRail(String account, NamedPolicy policy) {
        guardRails.put(account, List.of(policy));
        return this;
    }

    public World alice(Permissions permissions) {
        alicePermissions = permissions;
        return this;
    }

    /** Alice is deleted, and somebody of the same name is made. */
    public World makeAliceAgain() {
        aliceId = "AIDAALICE00000000002";
        return this;
    }

    public World deactivateAlicesKey() {
        aliceKeyActive = false;
        return this;
    }

    public World disableAlice() {
        aliceEnabled = false;
        return this;
    }

    /** Another configuration is in force. */
    public World revision(String name) {
        revision = name;
        return this;
    }

    public World later(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    public User user() {
        return new User(
                "prod/alice",
                partition.user(PROD, "/", "alice"),
                aliceId,
                aliceEnabled,
                List.of(new AccessKey("AKIAALICE0000000001", ALICE_SECRET, aliceKeyActive)),
                List.of(),
                alicePermissions,
                Map.of("team", "blue"));
    }

    public ServicePrincipal service() {
        return new ServicePrincipal(
                "reports.daypass.internal",
                PROD,
                true,
                List.of(new AccessKey(
                        "AKIAREPORTS00000001", Secret.of("the-service-has-a-secret-of-its-own-here"), true)));
    }

    /** A request taken up now under the configuration as it is now. */
    public RequestContext request() {
        return new RequestContext("test-1", new RequestContext.Client("192.0.2.7", true, "tests"), now, snapshot());
    }

    public Snapshot snapshot() {
        var findings = new Findings();
        var ruleSet = new RuleCompiler()
                .compile(
                        rules,
                        Map.of(
                                CORP,
                                Set.of("email", "groups"),
                                CI,
                                Set.of("repository"),
                                Directory.ID,
                                Set.of("username", "email", "groups")),
                        findings)
                .orElseThrow(() -> new AssertionError(findings.sorted().toString()));
        return new Snapshot(new Snapshot.Parts(
                revision,
                "https://broker.example.com",
                partition,
                List.of(new Account(PROD, "prod"), new Account(PARTNER, "partner")),
                List.copyOf(providers.values()),
                ruleSet,
                roles,
                List.of(user()),
                List.of(service()),
                applications,
                policies,
                guardRails));
    }
}
