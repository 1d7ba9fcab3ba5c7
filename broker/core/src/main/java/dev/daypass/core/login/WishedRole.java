package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A wish that fits the role's terms.
 *
 * @param policyArns what its narrowing stands for
 */
record WishedRole(RoleWish wish, List<String> policyArns) {
    /** One line: nothing that breaks, hides or turns around what stands beside it in the audit. */
    private static final Pattern REASON = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

    static Outcome<WishedRole> of(Role role, RoleWish wish, Snapshot snapshot) {
        return reason(role.terms().reason(), wish).then(reason -> policies(role, wish, snapshot)
                .map(arns -> new WishedRole(new RoleWish(wish.duration(), wish.narrowing(), reason), arns)));
    }

    /** What was not asked for is not kept. */
    private static Outcome<Optional<String>> reason(TakingTerms.Reason asked, RoleWish wish) {
        Optional<String> said = wish.reason().map(String::strip).filter(text -> !text.isEmpty());
        if (asked == TakingTerms.Reason.NOT_ASKED) {
            return Outcome.granted(Optional.empty());
        }
        if (said.isEmpty() && asked == TakingTerms.Reason.REQUIRED) {
            return Outcome.refused(
                    Reason.PARAMETER_MISSING, "Say what you take this role for", "the role asks for a reason");
        }
        return said.filter(text -> !REASON.matcher(text).matches()).isPresent()
                ? Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "A reason is one line of at most 200 characters",
                        "the reason is not one line of at most 200 characters")
                : Outcome.granted(said);
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
