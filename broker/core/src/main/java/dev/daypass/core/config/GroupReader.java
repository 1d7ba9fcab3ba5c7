package dev.daypass.core.config;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.policy.PolicySize;
import dev.daypass.core.principal.Group;
import java.util.Map;

/** Reads {@code groups/}: user groups, under which policies are attached to many users. */
final class GroupReader {
    private static final Key<String> PATH = Key.optional("path", Names.path(), "Path in the group's ARN.", "/teams/")
            .otherwise("/");
    static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            Names.REFERENCE,
            "bad-reference",
            Names.REFERENCE_CURE,
            Shape.of("a group", PATH, PermissionReader.POLICIES, PermissionReader.INLINE));

    private final Reading reading;
    private final Accounts accounts;
    private final Partition partition;
    private final PermissionReader permissions;
    private final Registry<Group> groups;

    GroupReader(
            Reading reading,
            Accounts accounts,
            Partition partition,
            PermissionReader permissions,
            Registry<Group> groups) {
        this.reading = reading;
        this.accounts = accounts;
        this.partition = partition;
        this.permissions = permissions;
        this.groups = groups;
    }

    void read(Map<Placed<String>, Fields> written) {
        written.forEach((name, fields) -> {
            if (!groups.declare(name, reading)) {
                return;
            }
            accounts.ownerOf(name)
                    .ifPresent(account -> groups.put(
                            name.value(),
                            new Group(
                                    name.value(),
                                    partition.group(account.id(), fields.orFallback(PATH), Bare.name(name.value())),
                                    permissions.read(fields, account, PolicySize.INLINE_GROUP))));
        });
    }
}
