package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.Claims;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;

/** Refusals on the way to and from an OpenID provider. People read sentences of ours, never the provider's. */
final class LoginRefusals {
    private static final String UNREACHABLE = "The identity provider cannot be reached now; try again shortly";
    private static final String OPERATOR = "Signing in at this identity provider does not work now; tell the operator";
    private static final String AGAIN = "The identity provider did not complete the sign-in; sign in again";

    private LoginRefusals() {}

    static Refusal refusal(Reason reason, String detail) {
        return new Refusal(reason, reason == Reason.PROVIDER_UNREACHABLE ? UNREACHABLE : OPERATOR, detail);
    }

    static <T> Outcome<T> refused(Reason reason, String detail) {
        return Outcome.refused(refusal(reason, detail));
    }

    /** Another's refusal, told to people who are signing in. */
    static <T> Outcome<T> retold(Refusal refusal) {
        return refused(refusal.reason(), refusal.auditDetail());
    }

    /** An error answer (RFC 6749 section 5.2), quoted for the audit alone. */
    static <T> Outcome<T> told(String endpoint, int status, Claims answer) {
        String error = text(answer, "error");
        String detail = endpoint + " answers " + status + ": error " + AuditText.quote(error) + ", "
                + AuditText.quote(text(answer, "error_description"));
        // A code that is used up, too old or another's: the person can mend that, the operator cannot.
        String message = error.equals("invalid_grant") ? AGAIN : OPERATOR;
        return Outcome.refused(new Refusal(Reason.LOGIN_FAILED_AT_PROVIDER, message, detail));
    }

    /** The answer does not belong to what we asked. */
    static <T> Outcome<T> mixedUp(String detail) {
        return Outcome.refused(new Refusal(Reason.ISSUER_MISMATCH, AGAIN, detail));
    }

    private static String text(Claims answer, String name) {
        return answer.plain(name)
                .filter(AttributeValue.Text.class::isInstance)
                .map(AttributeValue::text)
                .orElse("");
    }
}
