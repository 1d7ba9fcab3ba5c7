package dev.daypass.server.portal;

import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Form;

/** What people say that they let a program in for. */
final class StatedReasons {
    private StatedReasons() {}

    /** Whether to ask: where no role wants to know, nobody has to read about it. */
    static boolean asked(Snapshot snapshot) {
        return snapshot.roles().stream().anyMatch(role -> role.terms().reason() != TakingTerms.Reason.NOT_ASKED);
    }

    static Outcome<StatedReason> of(Form form) {
        return StatedReason.of(form.get("reason"));
    }
}
