package dev.daypass.core.config;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.policy.PolicySize;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Group;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.principal.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code users/}: people and programs with long-term access keys. */
final class UserReader {
    private static final Key<String> PATH = Key.optional("path", Names.path(), "Path in the user's ARN.", "/teams/")
            .otherwise("/");
    private static final Key<Boolean> ENABLED = Key.optional(
                    "enabled", Scalars.flag(), "A disabled user is refused, and live sessions are too.", "false")
            .otherwise(true);
    private static final Key<List<Placed<String>>> GROUPS = Key.optional(
                    "groups",
                    Many.list(Names.reference()),
                    "User groups of the same account whose policies apply too.",
                    "[prod/Operators]")
            .otherwise(List.of());
    private static final Key<Map<String, String>> TAGS = Key.optional(
                    "tags", new TagsForm(), "Tags: `aws:PrincipalTag/KEY` in conditions.", "{ team: data }")
            .otherwise(Map.of());
    static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            Names.REFERENCE,
            "bad-reference",
            Names.REFERENCE_CURE,
            Shape.of(
                    "a user",
                    PATH,
                    ENABLED,
                    AccessKeyForm.KEY,
                    GROUPS,
                    PermissionReader.POLICIES,
                    PermissionReader.INLINE,
                    PermissionReader.BOUNDARY,
                    TAGS));

    private final Reading reading;
    private final Accounts accounts;
    private final Partition partition;
    private final PermissionReader permissions;
    private final AccessKeyForm keys;

    UserReader(
            Reading reading, Accounts accounts, Partition partition, PermissionReader permissions, AccessKeyForm keys) {
        this.reading = reading;
        this.accounts = accounts;
        this.partition = partition;
        this.permissions = permissions;
        this.keys = keys;
    }

    /** A user that has no unique id yet. */
    record Draft(
            String reference,
            Arn arn,
            boolean enabled,
            List<AccessKey> accessKeys,
            List<Group> groups,
            Permissions permissions,
            Map<String, String> tags) {
        User withId(String uniqueId) {
            return new User(reference, arn, uniqueId, enabled, accessKeys, groups, permissions, tags);
        }
    }

    void read(Map<Placed<String>, Fields> written, Registry<Group> groups, Registry<Draft> users) {
        written.forEach((name, fields) -> {
            if (users.declare(name, reading)) {
                accounts.ownerOf(name)
                        .ifPresent(account -> users.put(name.value(), draft(name, fields, account, groups)));
            }
        });
    }

    private Draft draft(Placed<String> name, Fields fields, Account account, Registry<Group> groups) {
        List<AccessKey> accessKeys = keys.read(fields);
        if (!fields.has(AccessKeyForm.KEY)) {
            reading.warning(
                    "without-access-key",
                    name.source(),
                    "the user `" + name.value() + "` has no access key, so it can call nothing",
                    "add `accessKeys`, or remove the user");
        }
        return new Draft(
                name.value(),
                partition.user(account.id(), fields.orFallback(PATH), Bare.name(name.value())),
                fields.orFallback(ENABLED),
                accessKeys,
                groups(fields, account, groups),
                permissions.read(fields, account, PolicySize.INLINE_USER),
                fields.orFallback(TAGS));
    }

    private List<Group> groups(Fields fields, Account account, Registry<Group> groups) {
        var found = new ArrayList<Group>();
        for (Placed<String> name : fields.orFallback(GROUPS)) {
            if (!groups.require(name, reading)) {
                continue;
            }
            if (!Bare.alias(name.value()).equals(account.alias())) {
                reading.error(
                        "foreign-group",
                        name.source(),
                        "the group `" + name.value() + "` belongs to another account",
                        "name a group of `" + account.alias() + "`");
                continue;
            }
            groups.get(name.value()).ifPresent(found::add);
        }
        return found;
    }
}
