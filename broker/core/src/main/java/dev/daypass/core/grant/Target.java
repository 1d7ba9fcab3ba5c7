package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.arn.Arn;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request names as its targets (RFC 8693 section 2.1, RFC 8707): a role, by ARN or {@code ALIAS/NAME}, and the
 * audiences of the token.
 *
 * @param role the role, which the client may use
 * @param audiences of which each is the client's; none: this broker alone
 */
record Target(Optional<Role> role, List<String> audiences) {
    private static final Pattern REFERENCE = Pattern.compile("[a-z0-9-]{1,63}/[A-Za-z0-9_+=,.@-]{1,64}");

    Target {
        audiences = List.copyOf(audiences);
    }

    static Outcome<Target> of(List<String> values, Application client, Snapshot snapshot) {
        Set<Role> roles = new LinkedHashSet<>();
        Set<String> audiences = new LinkedHashSet<>();
        for (String value : values) {
            if (client.permitted().audiences().contains(value)) {
                audiences.add(value);
                continue;
            }
            Optional<Role> role =
                    role(value, snapshot).filter(found -> client.permitted().role(found.reference()));
            if (role.isEmpty() && !value.equals(snapshot.issuer())) {
                return refused(namesRole(value, snapshot));
            }
            role.ifPresentOrElse(roles::add, () -> audiences.add(value));
        }
        return roles.size() > 1
                ? Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "More than one role is named; a session has one",
                        roles.size() + " roles are named")
                : Outcome.granted(new Target(roles.stream().findFirst(), List.copyOf(audiences)));
    }

    /** T34: a role that is missing and one that the client may not use answer alike. */
    private static Outcome<Target> refused(boolean role) {
        return role
                ? Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "The role is not one that this client may use",
                        "X06: the role that is named is not among the client's, or there is none")
                : Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "The audience is not one that this client's tokens may be for",
                        "X06: an audience that is not the client's");
    }

    private static Optional<Role> role(String value, Snapshot snapshot) {
        return Arn.parse(value).flatMap(snapshot::role).or(() -> snapshot.role(value));
    }

    private static boolean namesRole(String value, Snapshot snapshot) {
        return value.startsWith("arn:" + snapshot.partition().name() + ":iam:")
                || REFERENCE.matcher(value).matches();
    }
}
