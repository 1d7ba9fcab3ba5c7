package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * A wish that fits the role's terms.
 *
 * @param policyArns what its narrowing stands for
 */
record WishedRole(RoleWish wish, List<String> policyArns) {
    static Outcome<WishedRole> of(Role role, RoleWish wish, Snapshot snapshot) {
        return reason(role.terms().reason(), wish).then(reason -> policies(role, wish, snapshot)
                .map(arns -> new WishedRole(new RoleWish(wish.duration(), wish.narrowing(), reason), arns)));
    }

    /** What was not asked for is not kept. */
    private static Outcome<Optional<String>> reason(TakingTerms.Reason asked, RoleWish wish) {
        if (asked == TakingTerms.Reason.NOT_ASKED) {
            return Outcome.granted(Optional.empty());
        }
        return StatedReason.of(wish.reason())
                .map(StatedReason::text)
                .then(said -> said.isEmpty() && asked == TakingTerms.Reason.REQUIRED
                        ? Outcome.refused(
                                Reason.PARAMETER_MISSING,
                                "Say what you take this role for",
                                "the role asks for a reason")
                        : Outcome.granted(said));
    }

    private static Outcome<List<String>> policies(Role role, RoleWish wish, Snapshot snapshot) {
        if (wish.narrowing().isEmpty()) {
            return Outcome.granted(List.of());
        }
        return Narrowings.find(wish.narrowing().get(), role, snapshot)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "This role has no such lesser form",
                        "the role has no narrowing of that name"));
    }
}
