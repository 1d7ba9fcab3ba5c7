package dev.daypass.core.world;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles with names; a test changes the one thing it is about. */
public final class Roles {
    public static final String SAML_TRUST =
            "{'Effect':'Allow','Principal':{'Federated':'corp-saml'},'Action':'sts:AssumeRoleWithSAML',"
                    + "'Condition':{'StringEquals':{'saml:aud':'https://broker.example.com/saml/corp-saml/acs'}}}";
    public static final String READ_REPORTS = "{'Effect':'Allow','Action':'reports:Get*','Resource':'*'}";

    private Roles() {}

    public static Role readOnly() {
        return of(World.PROD, "ReadOnly", Policies.trust(SAML_TRUST), READ_REPORTS);
    }

    public static Role of(String account, String name, NamedPolicy trust, String permissions) {
        String alias = account.equals(World.PROD) ? "prod" : "partner";
        return new Role(
                alias + "/" + name,
                new Partition("daypass").role(account, "/", name),
                "AROA" + name.toUpperCase(java.util.Locale.ROOT),
                true,
                "",
                Duration.ofHours(8),
                trust,
                new Permissions(List.of(Policies.inline(permissions)), Optional.empty()),
                Map.of());
    }

    public static Role withId(Role role, String uniqueId) {
        return new Role(
                role.reference(),
                role.arn(),
                uniqueId,
                role.enabled(),
                role.description(),
                role.maxSessionDuration(),
                role.trust(),
                role.permissions(),
                role.tags());
    }

    public static Role disabled(Role role) {
        return new Role(
                role.reference(),
                role.arn(),
                role.uniqueId(),
                false,
                role.description(),
                role.maxSessionDuration(),
                role.trust(),
                role.permissions(),
                role.tags());
    }

    /** The same role on other terms. */
    public static Role asking(Role role, TakingTerms terms) {
        return new Role(
                role.reference(),
                role.arn(),
                role.uniqueId(),
                role.enabled(),
                role.description(),
                role.maxSessionDuration(),
                role.trust(),
                role.permissions(),
                role.tags(),
                role.discoverable(),
                terms);
    }
}
