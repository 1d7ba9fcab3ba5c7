package dev.daypass.core.decision;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.signin.Caller;
import java.util.Optional;

/**
 * Which STS operations temporary credentials may call at all, whatever policies say (AWS IAM, requesting temporary
 * credentials: GetSessionToken's may call AssumeRole and GetCallerIdentity, GetFederationToken's GetCallerIdentity).
 */
public final class SessionReach {
    private static final String ASSUME_ROLE = "AssumeRole";

    private SessionReach() {}

    /**
     * The caller, or {@link Reason#OPERATION_NOT_FOR_SESSIONS}.
     *
     * @param operation its bare name; not GetCallerIdentity, which everybody may call
     */
    public static Outcome<Caller> mayCall(String operation, Caller caller) {
        return unable(operation, caller)
                .map(holder -> Outcome.<Caller>refused(
                        Reason.OPERATION_NOT_FOR_SESSIONS,
                        "Cannot call " + operation + " with " + holder + " credentials",
                        "a " + holder + " session asked for " + operation))
                .orElseGet(() -> Outcome.granted(caller));
    }

    private static Optional<String> unable(String operation, Caller caller) {
        if (!(caller instanceof Caller.SessionHolder holder)) {
            return Optional.empty();
        }
        SessionOwner.Kind kind = holder.session().owner().kind();
        return switch (kind) {
            case ROLE -> Optional.empty();
            case USER -> operation.equals(ASSUME_ROLE) ? Optional.empty() : Optional.of("session");
            case FEDERATED_USER -> Optional.of("federated user");
        };
    }
}
