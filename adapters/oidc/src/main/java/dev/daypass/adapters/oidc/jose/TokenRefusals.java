package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;

/** Refusals of tokens: outsiders learn whether a token is bad, too old or cannot be checked now, and nothing else. */
public final class TokenRefusals {
    private TokenRefusals() {}

    /** A refusal whose public sentence follows from its reason. */
    public static Refusal refusal(Reason reason, String auditDetail) {
        return new Refusal(reason, publicMessage(reason), auditDetail);
    }

    public static <T> Outcome<T> refused(Reason reason, String auditDetail) {
        return Outcome.refused(refusal(reason, auditDetail));
    }

    private static String publicMessage(Reason reason) {
        if (reason == Reason.PROOF_EXPIRED) {
            return "The token has expired";
        }
        if (reason == Reason.PROVIDER_UNREACHABLE || reason == Reason.PROVIDER_NOT_READY) {
            return "The keys of the identity provider cannot be had at the moment";
        }
        return "The token was not accepted";
    }
}
