package dev.daypass.core.decision;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicySet;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Group;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.principal.User;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All policies that bear on a caller: those of its role or of its user and groups, the boundary, the session's own, and
 * the account's guard-rails. Gathered anew for every decision, so that a reload or a narrowing is never missed.
 */
public final class EffectivePolicies {
    private final JsonTree json = new JsonTree();
    private final PolicyReader reader = new PolicyReader();

    public PolicySet of(Caller caller, Snapshot snapshot) {
        if (caller instanceof Caller.UserWithKeys withKeys) {
            return ofUser(withKeys.user(), snapshot);
        }
        if (caller instanceof Caller.SessionHolder holder) {
            return ofSession(holder.session(), snapshot);
        }
        return PolicySet.identity(List.of());
    }

    private PolicySet ofSession(Session session, Snapshot snapshot) {
        SessionOwner owner = session.owner();
        PolicySet owned = owner.kind() == SessionOwner.Kind.ROLE
                ? snapshot.role(owner.reference())
                        .map(role -> layers(role.permissions(), List.of(), role.account(), snapshot))
                        .orElseGet(() -> PolicySet.identity(List.of()))
                : snapshot.user(owner.reference())
                        .map(user -> ofUser(user, snapshot))
                        .orElseGet(() -> PolicySet.identity(List.of()));
        for (SessionPolicies.Layer layer : session.policies().layers()) {
            owned = owned.withSession(named(layer, snapshot));
        }
        return owned;
    }

    private static PolicySet ofUser(User user, Snapshot snapshot) {
        return layers(user.permissions(), user.groups(), user.account(), snapshot);
    }

    private static PolicySet layers(Permissions permissions, List<Group> groups, String account, Snapshot snapshot) {
        List<NamedPolicy> identity = permissions.policies();
        if (!groups.isEmpty()) {
            identity = new ArrayList<>(identity);
            for (Group group : groups) {
                identity.addAll(group.permissions().policies());
            }
        }
        PolicySet set = PolicySet.identity(identity).withGuardRails(snapshot.guardRails(account));
        return permissions.boundary().map(set::withBoundary).orElse(set);
    }

    /** A layer's policies; if one of them is gone or no longer readable, its denials are lost: nothing is allowed. */
    private List<NamedPolicy> named(SessionPolicies.Layer layer, Snapshot snapshot) {
        var named = new ArrayList<NamedPolicy>();
        layer.inline().forEach(text -> inline(text).ifPresent(named::add));
        for (String arn : layer.managed()) {
            Arn.parse(arn)
                    .flatMap(snapshot::policy)
                    .map(policy -> new NamedPolicy(PolicyType.SESSION, policy.name(), policy.document()))
                    .ifPresent(named::add);
        }
        int passed = layer.inline().size() + layer.managed().size();
        return named.size() == passed ? named : List.of();
    }

    private Optional<NamedPolicy> inline(String text) {
        return json.read("Policy", text)
                .value()
                .flatMap(node -> reader.read(PolicyGrammar.SESSION, node, new Findings()))
                .map(document -> new NamedPolicy(PolicyType.SESSION, "Policy", document));
    }
}
