package dev.daypass.server.sts;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyDocument;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.rules.RuleDefinition;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the company has configured: a SAML provider and a CI system, one rule, two roles and alice. */
final class CompanyConfiguration {
    private static final ProviderId CORP = new ProviderId("corp-saml");
    private static final ProviderId CI = new ProviderId("ci");
    private static final Partition PARTITION = new Partition("daypass");
    private static final String TRUST = "{'Effect':'Allow','Principal':{'Federated':['corp-saml','ci'],"
            + "'AWS':'arn:daypass:iam::111122223333:user/alice'},'Action':['sts:AssumeRole','sts:AssumeRoleWithSAML',"
            + "'sts:AssumeRoleWithWebIdentity','sts:TagSession','sts:SetSourceIdentity']}";
    private static final String NO_TRUST = "{'Effect':'Deny','Principal':'*','Action':'sts:*'}";

    private CompanyConfiguration() {}

    static Snapshot snapshot() {
        var findings = new Findings();
        var rules = new RuleCompiler()
                .compile(
                        List.of(grant("prod/ReadOnly")), Map.of(CORP, Set.of("groups"), CI, Set.of("groups")), findings)
                .orElseThrow(() -> new AssertionError(findings.sorted().toString()));
        var user = new User(
                "prod/alice",
                PARTITION.user(Company.ACCOUNT, "/", "alice"),
                "AIDAALICE00000000001",
                true,
                List.of(new AccessKey(Company.KEY_ID, Secret.of(Company.SECRET), true)),
                List.of(),
                permissions("{'Effect':'Allow','Action':['sts:GetFederationToken','sts:GetAccessKeyInfo',"
                        + "'sts:DecodeAuthorizationMessage'],'Resource':'*'}"),
                Map.of());
        return new Snapshot(new Snapshot.Parts(
                "revision-1",
                "https://broker.example.com",
                PARTITION,
                List.of(new Account(Company.ACCOUNT, "prod")),
                List.of(provider(CORP, saml()), provider(CI, token())),
                rules,
                List.of(role("ReadOnly", TRUST), role("Forbidden", NO_TRUST)),
                List.of(user),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
    }

    private static RuleDefinition grant(String role) {
        return new RuleDefinition(
                "engineers",
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(new Expression("\"Engineers\" in user.groups", Source.of("rules.yaml"))),
                List.of(role),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                RuleDefinition.Mode.ENFORCE);
    }

    private static Role role(String name, String trust) {
        return new Role(
                "prod/" + name,
                PARTITION.role(Company.ACCOUNT, "/", name),
                "AROA" + name.toUpperCase(Locale.ROOT),
                true,
                "",
                Duration.ofHours(8),
                new NamedPolicy(PolicyType.TRUST, "trust", document(PolicyGrammar.TRUST, trust)),
                permissions("{'Effect':'Allow','Action':'reports:Get*','Resource':'*'}"),
                Map.of());
    }

    private static Permissions permissions(String statement) {
        return new Permissions(
                List.of(new NamedPolicy(PolicyType.INLINE, "own", document(PolicyGrammar.IDENTITY, statement))),
                Optional.empty());
    }

    private static PolicyDocument document(PolicyGrammar grammar, String statement) {
        String json = ("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"');
        var findings = new Findings();
        var node = new JsonTree().read("test", json).value().orElseThrow();
        return new PolicyReader()
                .read(grammar, node, findings)
                .orElseThrow(() -> new AssertionError(findings.sorted().toString()));
    }

    private static Provider provider(ProviderId id, ProviderSettings settings) {
        var mapping = new RuleCompiler()
                .mapping(Map.of("groups", new Expression("attrs(\"groups\")", Source.of("test"))), new Findings())
                .orElseThrow();
        return new Provider(
                id, Provider.State.ENABLED, settings, mapping, Optional.empty(), Provider.ReplayScope.ONCE, Set.of());
    }

    private static SamlSettings saml() {
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

    private static TokenSettings token() {
        return new TokenSettings(
                TokenSettings.Kind.JWT,
                "https://ci.example.com",
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
    }
}
