package dev.daypass.core.exchange;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The question that a role's trust policy answers: who asks, and every condition key of the moment of assumption (IAM
 * user guide, {@code saml:}, {@code sts:} and global keys).
 */
final class TrustQuestion {
    private final PlannedSession planned;
    private final Requester requester;
    private final ConditionContext keys;

    TrustQuestion(PlannedSession planned) {
        Ask ask = planned.ask();
        this.planned = planned;
        this.requester = ask.identity()
                .flatMap(identity -> ask.provider().map(provider -> federated(identity, provider, ask)))
                .orElseGet(() -> bringsOurToken(ask)
                        ? ourselves(ask)
                        : CallerView.of(ask.caller(), ask.context().snapshot()).requester());
        this.keys = keys(planned);
    }

    /** May the requester do this step of the assumption? */
    AccessRequest about(String action) {
        return new AccessRequest(requester, action, planned.ask().role().arn().toString(), keys);
    }

    /** An identity is named by its provider's ARN in the role's account, the provider's name, or the issuer. */
    private static Requester federated(Identity identity, Provider provider, Ask ask) {
        String arn = CallerContext.providerArn(
                        provider, ask.role().account(), ask.context().snapshot())
                .toString();
        return Requester.federated(Set.of(arn, provider.id().name(), CallerContext.issuerPath(identity.issuer())));
    }

    /** A session whose holder comes with one of our own tokens is vouched for by our issuer, where a role trusts that. */
    private static boolean bringsOurToken(Ask ask) {
        return ask.parent().isPresent()
                && ask.request().action() == SessionRequest.Action.ASSUME_ROLE_WITH_WEB_IDENTITY;
    }

    private static Requester ourselves(Ask ask) {
        Snapshot snapshot = ask.context().snapshot();
        String path = CallerContext.issuerPath(snapshot.issuer());
        String arn =
                snapshot.partition().oidcProvider(ask.role().account(), path).toString();
        return Requester.federated(Set.of(arn, path));
    }

    private static void putOurToken(ConditionContext.Builder keys, Ask ask) {
        String issuer = ask.context().snapshot().issuer();
        String prefix = CallerContext.issuerPath(issuer) + ":";
        ask.parent().ifPresent(session -> keys.put(
                        prefix + "sub", session.owner().arn().toString())
                .put(prefix + "aud", issuer));
    }

    private static ConditionContext keys(PlannedSession planned) {
        Ask ask = planned.ask();
        Role role = ask.role();
        RequestContext context = ask.context();
        ConditionContext.Builder keys = ConditionContext.builder();
        ask.identity().ifPresent(identity -> ask.provider().ifPresent(provider -> {
            ProofConditionKeys.put(keys, identity, provider, role.account());
            CallerContext.putProvider(keys, provider, role.account(), context.snapshot());
        }));
        if (bringsOurToken(ask)) {
            putOurToken(keys, ask);
        }
        putRoleTags(keys, role, planned);
        putRequest(keys, planned);
        ConditionContext.Builder marks = ConditionContext.builder();
        ask.request().marks().forEach(marks::put);
        // Last: what the session that is asked with was marked with is replaced by what is proven now.
        return keys.build().with(CallerContext.of(ask.caller(), context)).with(marks.build());
    }

    /** What the session's tags will be counts for the role's own tags where a chain hands them down (STS chaining). */
    private static void putRoleTags(ConditionContext.Builder keys, Role role, PlannedSession planned) {
        role.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
        planned.ask().parent().ifPresent(parent -> parent.labels()
                .inheritedTags()
                .forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value)));
    }

    private static void putRequest(ConditionContext.Builder keys, PlannedSession planned) {
        PlannedSession.Requested requested = planned.requested();
        Map<String, String> tags = requested.tags();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        keys.put("aws:TagKeys", tags.keySet())
                .put("sts:TransitiveTagKeys", requested.transitive())
                .put("sts:RoleSessionName", planned.labels().name());
        put(keys, "sts:SourceIdentity", requested.sourceIdentity());
        put(keys, "sts:ExternalId", planned.ask().request().externalId());
    }

    private static void put(ConditionContext.Builder keys, String key, Optional<String> value) {
        value.ifPresent(present -> keys.put(key, present));
    }
}
