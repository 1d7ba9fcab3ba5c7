package dev.daypass.core.exchange;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.rules.SessionShape;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether attribute rules give a federated identity the role it asks for. Other callers need no rule. */
final class Entitling {
    Outcome<Entitled> entitle(Ask ask) {
        return ask.identity()
                .map(identity -> providerIsNamed(ask)
                        .then(named -> ProviderWishes.of(identity))
                        .then(wishes -> listsTheRole(ask, wishes))
                        .then(wishes -> byRules(ask, identity, wishes)))
                .orElseGet(() ->
                        Outcome.granted(new Entitled(ask, List.of(), SessionShape.none(), ProviderWishes.none())));
    }

    /** {@code PrincipalArn}, where given, must be the verified provider as the role's account knows it. */
    private static Outcome<Ask> providerIsNamed(Ask ask) {
        Optional<String> expected = ask.provider().map(provider -> CallerContext.providerArn(
                        provider, ask.role().account(), ask.context().snapshot())
                .toString());
        if (expected.isEmpty()) {
            return Refusals.notAuthorized(ask, Reason.PROVIDER_UNKNOWN, "the provider is no longer configured");
        }
        Optional<String> named = ask.request().providerArn();
        if (named.isPresent() && !named.equals(expected)) {
            return Refusals.notAuthorized(
                    ask,
                    Reason.PROVIDER_MISMATCH,
                    "T35: PrincipalArn `" + named.get() + "` is not `" + expected.get() + "`");
        }
        return Outcome.granted(ask);
    }

    /** An AWS {@code Role} attribute that speaks of this broker's roles narrows: it must list role and provider. */
    private static Outcome<ProviderWishes> listsTheRole(Ask ask, ProviderWishes wishes) {
        String ours = "arn:" + ask.context().snapshot().partition().name() + ":iam:";
        List<String> pairs = wishes.rolePairs().stream()
                .filter(pair -> pair.toLowerCase(Locale.ROOT).contains(ours))
                .toList();
        String role = ask.role().arn().toString();
        String provider = ask.provider()
                .map(known -> CallerContext.providerArn(
                                known, ask.role().account(), ask.context().snapshot())
                        .toString())
                .orElse("");
        boolean listed = pairs.contains(role + "," + provider) || pairs.contains(provider + "," + role);
        return pairs.isEmpty() || listed
                ? Outcome.granted(wishes)
                : Refusals.notAuthorized(
                        ask,
                        Reason.NO_RULE_GRANTS,
                        "T35: the assertion's Role attribute lists " + pairs.size() + " roles, not `" + role + "`");
    }

    private static Outcome<Entitled> byRules(Ask ask, Identity identity, ProviderWishes wishes) {
        String reference = ask.role().reference();
        Snapshot snapshot = ask.context().snapshot();
        Entitlements entitlements = about(ask.role(), snapshot.rules().evaluate(identity), snapshot);
        if (entitlements.denied(reference)) {
            return Refusals.notAuthorized(
                    ask,
                    Reason.RULE_DENIES,
                    "role `" + reference + "` is denied by " + entitlements.denyingRules(reference));
        }
        return entitlements
                .find(reference)
                .map(found -> Outcome.granted(new Entitled(ask, found.rules(), found.shape(), wishes)))
                .orElseGet(() ->
                        Refusals.notAuthorized(ask, Reason.NO_RULE_GRANTS, "no rule grants role `" + reference + "`"));
    }

    /** What rules give, with every name that means the role made its reference. */
    static Entitlements about(Role role, Entitlements given, Snapshot snapshot) {
        List<String> names = snapshot.namesOf(role);
        return given.resolved(name -> names.contains(name) ? Optional.of(role.reference()) : Optional.empty());
    }
}
