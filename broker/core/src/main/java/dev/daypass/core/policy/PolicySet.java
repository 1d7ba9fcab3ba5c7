package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every policy that bears on a request. What may be done is the intersection of its layers (sts.md 1.10).
 *
 * @param identity of the user and its groups, or of the role: one allow among them suffices
 * @param boundary the permissions boundary, if there is one
 * @param session the session policies in layers, each of which must allow; an empty layer allows nothing
 * @param guardRails of the organisation; none at all means no limit, else one of them must allow
 * @param resource of the thing acted on
 */
public record PolicySet(
        List<NamedPolicy> identity,
        Optional<NamedPolicy> boundary,
        List<List<NamedPolicy>> session,
        List<NamedPolicy> guardRails,
        List<NamedPolicy> resource) {
    public PolicySet {
        identity = List.copyOf(identity);
        session = session.stream().map(List::copyOf).toList();
        guardRails = List.copyOf(guardRails);
        resource = List.copyOf(resource);
    }

    public static PolicySet identity(List<NamedPolicy> identity) {
        return new PolicySet(identity, Optional.empty(), List.of(), List.of(), List.of());
    }

    public PolicySet withBoundary(NamedPolicy policy) {
        return new PolicySet(identity, Optional.of(policy), session, guardRails, resource);
    }

    /** The same with one more layer of session policies: it narrows, and never widens. */
    public PolicySet withSession(List<NamedPolicy> layer) {
        var layers = new ArrayList<>(session);
        layers.add(layer);
        return new PolicySet(identity, boundary, layers, guardRails, resource);
    }

    public PolicySet withGuardRails(List<NamedPolicy> policies) {
        return new PolicySet(identity, boundary, session, policies, resource);
    }

    public PolicySet withResource(List<NamedPolicy> policies) {
        return new PolicySet(identity, boundary, session, guardRails, policies);
    }

    /** All of them, layer by layer. */
    public List<NamedPolicy> all() {
        var all = new ArrayList<>(guardRails);
        all.addAll(resource);
        all.addAll(identity);
        boundary.ifPresent(all::add);
        session.forEach(all::addAll);
        return all;
    }
}
