package dev.daypass.core.login;

import dev.daypass.core.policy.PolicyGist;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lesser forms in which somebody may take a role: those of its configuration, and reading alone where the role allows
 * more. Each is a list of session policies, which take away and never add (AWS STS {@code PolicyArns}).
 */
public final class Narrowings {
    /** The name of reading alone, which every role has that allows more. */
    public static final String READ_ONLY = "read-only";

    private Narrowings() {}

    /** The session policies of each form, by name, in the order shown. */
    public static Map<String, List<String>> of(Role role, Snapshot snapshot) {
        Map<String, List<String>> forms = new LinkedHashMap<>(role.terms().narrowings());
        var reading = snapshot.partition().managedPolicy("ReadOnlyAccess");
        boolean more = !PolicyGist.of(role.permissions().policies()).readsOnly();
        if (more && snapshot.policy(reading).isPresent()) {
            forms.putIfAbsent(READ_ONLY, List.of(reading.toString()));
        }
        return forms;
    }

    /** The session policies of the form that somebody names; empty if there is none of the name. */
    static Optional<List<String>> find(String name, Role role, Snapshot snapshot) {
        return Optional.ofNullable(of(role, snapshot).get(name));
    }
}
