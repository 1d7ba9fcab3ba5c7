package dev.daypass.core.config;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyDocument;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyLint;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicySize;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.source.Findings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads {@code roles/}. */
final class RoleReader {
    private static final int LONGEST_DESCRIPTION = 1000;

    private static final Key<Placed<String>> ACCOUNT = Key.optional(
            "account",
            Scalars.placed(Names.alias()),
            "Alias of the account; the same as before the slash of the role's name.",
            "prod");
    private static final Key<Placed<String>> DESCRIPTION = Key.optional(
            "description", Scalars.placed(Scalars.text()), "What the role is for; people see it.", "Reads production.");
    private static final Key<String> PATH = Key.optional(
                    "path", Names.path(), "Path in the role's ARN.", "/teams/data/")
            .otherwise("/");
    private static final Key<Boolean> ENABLED = Key.optional(
                    "enabled", Scalars.flag(), "A disabled role gives no sessions; live ones are refused.", "false")
            .otherwise(true);
    private static final Key<Boolean> DISCOVERABLE = Key.optional(
                    "discoverable",
                    Scalars.flag(),
                    "Whether people without the role may learn of it: its name, its description, and which of their own"
                            + " attributes keep it from them.",
                    "true")
            .otherwise(false);
    private static final Key<Duration> MAX_SESSION = Key.optional(
                    "maxSessionDuration",
                    Quantities.duration(Duration.ofHours(1), Duration.ofHours(12)),
                    "The longest session, 1h to 12h; left out: 1h.",
                    "8h")
            .otherwise(Duration.ofHours(1));
    private static final Key<DocumentForm.Written> TRUST = Key.required(
            "trust",
            new DocumentForm(PolicyGrammar.TRUST, 0),
            "Who may assume it: an IAM trust policy, or its statements.",
            "[{ Effect: Allow, Principal: { Federated: corp-saml }, Action: \"sts:AssumeRoleWithSAML\" }]");
    private static final Key<Map<String, String>> TAGS = Key.optional(
                    "tags",
                    new TagsForm(),
                    "Tags: `aws:PrincipalTag/KEY` and `aws:ResourceTag/KEY` in conditions.",
                    "{ team: data }")
            .otherwise(Map.of());

    static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            Names.REFERENCE,
            "bad-reference",
            Names.REFERENCE_CURE,
            Shape.of(
                    "a role",
                    ACCOUNT,
                    DESCRIPTION,
                    PATH,
                    ENABLED,
                    DISCOVERABLE,
                    MAX_SESSION,
                    TRUST,
                    PermissionReader.POLICIES,
                    PermissionReader.INLINE,
                    PermissionReader.BOUNDARY,
                    TAGS,
                    TakingReader.REASON,
                    TakingReader.NARROWINGS));

    private final Reading reading;
    private final Accounts accounts;
    private final Partition partition;
    private final PermissionReader permissions;
    private final TakingReader taking;
    private final int trustLimit;

    RoleReader(
            Reading reading,
            Accounts accounts,
            Partition partition,
            PermissionReader permissions,
            TakingReader taking,
            int trustLimit) {
        this.reading = reading;
        this.accounts = accounts;
        this.partition = partition;
        this.permissions = permissions;
        this.taking = taking;
        this.trustLimit = trustLimit;
    }

    /** A role that has no unique id yet, and whose trust policy names others by ARN still. */
    record Draft(
            Placed<String> name,
            Arn arn,
            boolean enabled,
            String description,
            Duration maxSessionDuration,
            DocumentForm.Written trust,
            Permissions permissions,
            Map<String, String> tags,
            boolean discoverable,
            TakingTerms terms) {
        Role bound(String uniqueId, PrincipalBinding binding) {
            return new Role(
                    name.value(),
                    arn,
                    uniqueId,
                    enabled,
                    description,
                    maxSessionDuration,
                    new NamedPolicy(PolicyType.TRUST, arn.toString(), trust(binding)),
                    permissions,
                    tags,
                    discoverable,
                    terms);
        }

        private PolicyDocument trust(PrincipalBinding binding) {
            return new PolicyReader()
                    .read(PolicyGrammar.TRUST, binding.bind(trust.node()), new Findings())
                    .orElseThrow();
        }
    }

    void read(Map<Placed<String>, Fields> written, Registry<Draft> roles) {
        written.forEach((name, fields) -> {
            if (roles.declare(name, reading)) {
                Optional<Account> owner = accounts.ownerOf(name);
                checkAccount(name, fields);
                owner.flatMap(account -> draft(name, fields, account))
                        .ifPresent(draft -> roles.put(name.value(), draft));
            }
        });
    }

    private void checkAccount(Placed<String> name, Fields fields) {
        fields.get(ACCOUNT).ifPresent(account -> {
            if (!account.value().equals(Bare.alias(name.value()))) {
                reading.error(
                        "account-mismatch",
                        account.source(),
                        "the role is named `" + name.value() + "` and its account is `" + account.value() + "`",
                        "make both the same, or leave `account` out");
            }
        });
        fields.get(DESCRIPTION).ifPresent(description -> {
            if (description.value().length() > LONGEST_DESCRIPTION) {
                reading.error(
                        "too-long",
                        description.source(),
                        "a description of " + description.value().length() + " characters",
                        "use at most " + LONGEST_DESCRIPTION);
            }
        });
    }

    private Optional<Draft> draft(Placed<String> name, Fields fields, Account account) {
        Permissions allowed = permissions.read(fields, account, PolicySize.INLINE_ROLE);
        fields.get(TRUST).ifPresent(trust -> {
            DocumentForm.checkSize(trust.document().size(), trustLimit, trust.node(), reading);
            reading.findings()
                    .addAll(PolicyLint.lint(new NamedPolicy(PolicyType.TRUST, name.value(), trust.document())));
        });
        return fields.get(TRUST)
                .map(trust -> new Draft(
                        name,
                        partition.role(account.id(), fields.orFallback(PATH), Bare.name(name.value())),
                        fields.orFallback(ENABLED),
                        fields.get(DESCRIPTION).map(Placed::value).orElse(""),
                        fields.orFallback(MAX_SESSION),
                        trust,
                        allowed,
                        fields.orFallback(TAGS),
                        fields.orFallback(DISCOVERABLE),
                        taking.read(fields, account)));
    }
}
