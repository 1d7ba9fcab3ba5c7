package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides (sts.md 1.10). The one evaluator for permissions, trust, simulation and explanation. Holds no state; safe for
 * use by several threads.
 */
public final class PolicyEvaluator {
    /** How much of the question is decided. */
    private enum Scope {
        WHOLE,
        CALLER
    }

    /**
     * May the requester do it? What is not allowed is denied. If the thing belongs to another account, both sides must
     * allow it: without a resource policy that does, the answer is no.
     */
    public Decision decide(PolicySet policies, AccessRequest request) {
        return decide(policies, request, Scope.WHOLE);
    }

    /**
     * The requester's own half of the answer: what its policies say, whomever the thing belongs to. For calls whose other
     * half is decided elsewhere, as a role's trust policy decides for {@code sts:AssumeRole}.
     */
    public Decision decideCaller(PolicySet policies, AccessRequest request) {
        return decide(policies, request, Scope.CALLER);
    }

    /**
     * Does the role trust the requester? The role is the resource, so the request's resource plays no part. An allow that
     * names the requester's account alone needs a second one of its own ({@link Decision#allowedByAccountOnly()}).
     */
    public Decision decideTrust(NamedPolicy trust, AccessRequest request) {
        var inquiry = new Decision.Inquiry(PolicySet.identity(List.of()).withResource(List.of(trust)), request);
        var tally = new Tally(Question.of(request));
        tally.count(trust);
        if (!tally.denies().isEmpty()) {
            return Decision.denied(inquiry, tally.denies());
        }
        if (!tally.allows()) {
            return Decision.notAllowed(inquiry, PolicyType.TRUST);
        }
        boolean accountOnly = tally.closest() == PrincipalMatch.ACCOUNT
                || (tally.closest() == PrincipalMatch.ANYONE
                        && !request.requester().account().isEmpty());
        List<StatementRef> deciding = List.of(tally.allow().get());
        return accountOnly ? Decision.allowedByAccount(inquiry, deciding) : Decision.allowed(inquiry, deciding);
    }

    private static Decision decide(PolicySet policies, AccessRequest request, Scope scope) {
        var inquiry = new Decision.Inquiry(policies, request);
        Layers layers = Layers.of(policies, Question.of(request));
        List<StatementRef> denies = layers.denies();
        if (!denies.isEmpty()) {
            return Decision.denied(inquiry, denies);
        }
        Optional<PolicyType> missing = layers.missingAllow(policies, scope);
        return missing.isPresent()
                ? Decision.notAllowed(inquiry, missing.get())
                : Decision.allowed(inquiry, layers.allows());
    }

    /** The layers' tallies; which of them must allow is the algorithm of sts.md 1.10. */
    private record Layers(
            Question question, Tally guardRails, Tally resource, Tally identity, Tally boundary, List<Tally> session) {
        static Layers of(PolicySet policies, Question question) {
            var layers = new Layers(
                    question,
                    new Tally(question),
                    new Tally(question),
                    new Tally(question),
                    new Tally(question),
                    session(policies, question));
            layers.guardRails.countAll(policies.guardRails());
            layers.resource.countAll(policies.resource());
            layers.identity.countAll(policies.identity());
            if (policies.boundary().isPresent()) {
                layers.boundary.count(policies.boundary().get());
            }
            return layers;
        }

        private static List<Tally> session(PolicySet policies, Question question) {
            if (policies.session().isEmpty()) {
                return List.of();
            }
            var tallies = new ArrayList<Tally>(policies.session().size());
            for (List<NamedPolicy> layer : policies.session()) {
                var tally = new Tally(question);
                tally.countAll(layer);
                tallies.add(tally);
            }
            return tallies;
        }

        private List<Tally> all() {
            if (session.isEmpty()) {
                return List.of(guardRails, resource, identity, boundary);
            }
            var all = new ArrayList<>(List.of(guardRails, resource, identity, boundary));
            all.addAll(session);
            return all;
        }

        List<StatementRef> denies() {
            List<StatementRef> denies = List.of();
            for (Tally tally : all()) {
                if (!tally.denies().isEmpty()) {
                    denies = new ArrayList<>(denies);
                    denies.addAll(tally.denies());
                }
            }
            return denies;
        }

        /** The first layer that had to allow and did not. */
        Optional<PolicyType> missingAllow(PolicySet policies, Scope scope) {
            if (!policies.guardRails().isEmpty() && !guardRails.allows()) {
                return Optional.of(PolicyType.GUARD_RAIL);
            }
            boolean foreign = scope == Scope.WHOLE && question.crossesAccounts();
            if (foreign && !resource.allows()) {
                return Optional.of(PolicyType.RESOURCE);
            }
            if (!foreign && resource.closest() == PrincipalMatch.DIRECT) {
                return Optional.empty();
            }
            boolean resourceCounts = !foreign && resource.closest().compareTo(PrincipalMatch.ACCOUNT) > 0;
            if (!identity.allows() && !resourceCounts) {
                return Optional.of(PolicyType.IDENTITY);
            }
            if (policies.boundary().isPresent() && !boundary.allows()) {
                return Optional.of(PolicyType.BOUNDARY);
            }
            return session.stream().anyMatch(layer -> !layer.allows())
                    ? Optional.of(PolicyType.SESSION)
                    : Optional.empty();
        }

        List<StatementRef> allows() {
            var allows = new ArrayList<StatementRef>(2);
            for (Tally tally : all()) {
                tally.allow().ifPresent(allows::add);
            }
            return allows;
        }
    }
}
