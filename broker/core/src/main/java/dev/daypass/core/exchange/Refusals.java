package dev.daypass.core.exchange;

import dev.daypass.core.decision.CallerView;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.Snapshot;

/** Refusals of an assumption that must not tell an outsider which check failed. */
final class Refusals {
    private Refusals() {}

    /** The one answer for a role that is missing, disabled, not granted or not trusting. */
    static <T> Outcome<T> notAuthorized(Ask ask, Reason reason, String detail) {
        return notAuthorized(ask.caller(), ask.request(), ask.context().snapshot(), reason, detail);
    }

    static <T> Outcome<T> notAuthorized(
            Caller caller, SessionRequest request, Snapshot snapshot, Reason reason, String detail) {
        String action = request.action().iamName();
        String message = caller instanceof Caller.Federated federated
                ? "Not authorized to perform " + action + whatNext(federated.identity(), snapshot)
                : "User: " + CallerView.of(caller, snapshot).arn() + " is not authorized to perform: " + action
                        + " on resource: " + request.roleArn();
        return Outcome.refused(reason, message, detail);
    }

    /** The proof was spent before the role was looked at, so trying again with it would only be a replay. */
    private static String whatNext(Identity identity, Snapshot snapshot) {
        return snapshot.provider(identity.provider())
                .map(Provider::replay)
                .map(replay -> switch (replay) {
                    case ONCE -> "; sign in again before you ask for another role";
                    case PER_ROLE -> "; sign in again before you ask for this role again";
                    case REUSABLE -> "";
                })
                .orElse("");
    }
}
