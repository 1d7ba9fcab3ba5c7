package dev.daypass.core.grant;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scopes are policies by name: {@code managed/NAME} of those shipped, {@code NAME} of the role's account, or an ARN. What
 * a scope names narrows the session.
 */
final class Scopes {
    private static final String MANAGED = "managed/";

    private Scopes() {}

    /** The policies' ARNs in an account; a name that stands for none is refused. */
    static Outcome<List<String>> arns(List<String> scopes, String account, Snapshot snapshot) {
        var arns = new ArrayList<String>();
        for (String scope : scopes) {
            Arn arn = Arn.parse(scope)
                    .orElseGet(() -> scope.startsWith(MANAGED)
                            ? snapshot.partition().managedPolicy(scope.substring(MANAGED.length()))
                            : snapshot.partition().policy(account, "/", scope));
            boolean here = arn.account().equals(account)
                    || arn.account().equals(snapshot.partition().name());
            if (!here || snapshot.policy(arn).isEmpty() || arns.contains(arn.toString())) {
                return Outcome.refused(
                        Reason.SCOPE_INVALID,
                        "A scope is not the name of a policy of the role's account, or is named twice",
                        "X07: a scope is unknown, foreign or doubled");
            }
            arns.add(arn.toString());
        }
        return Outcome.granted(arns);
    }

    /**
     * Whether scopes ask for no more than a session has: where it was narrowed by scopes, with or without other
     * policies, each must be among those (RFC 6749 section 6).
     */
    static Outcome<List<String>> within(Session session, List<String> arns) {
        Optional<String> wider = arns.stream()
                .filter(arn -> session.policies().layers().stream().anyMatch(layer -> isOutside(layer, arn)))
                .findFirst();
        return wider.isEmpty()
                ? Outcome.granted(arns)
                : Outcome.refused(
                        Reason.SCOPE_INVALID,
                        "The scope is wider than that of the session it is asked of",
                        "X07: scope `" + wider.get() + "` is not among the session's");
    }

    private static boolean isOutside(SessionPolicies.Layer layer, String arn) {
        boolean byScopes = !layer.managed().isEmpty() || layer.inline().isEmpty();
        return byScopes && !layer.managed().contains(arn);
    }
}
