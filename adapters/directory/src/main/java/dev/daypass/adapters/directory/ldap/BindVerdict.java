package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a directory says to a name and a password (RFC 4511 section 4.2; the codes of Active Directory's LogonUser). */
final class BindVerdict {
    private static final Map<String, Reason> SUB_CODES = Map.of(
            "530", Reason.ACCOUNT_RESTRICTED,
            "531", Reason.ACCOUNT_RESTRICTED,
            "532", Reason.PASSWORD_EXPIRED,
            "533", Reason.ACCOUNT_DISABLED,
            "701", Reason.ACCOUNT_EXPIRED,
            "773", Reason.PASSWORD_MUST_CHANGE,
            "775", Reason.ACCOUNT_LOCKED);

    /** Results that judge the name and the password; others say that the server cannot judge now. */
    private static final Set<ResultCode> JUDGING = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.INVALID_DN_SYNTAX,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS);

    private BindVerdict() {}

    /**
     * What is shown to a server.
     *
     * @param dn never empty
     * @param password never empty: with an empty one a bind would succeed for everybody (RFC 4513 section 5.1.2)
     * @param lost told if the password was sent and no answer came
     */
    record Attempt(String dn, Secret password, Dialect dialect, Runnable lost) {}

    /**
     * Shows a name and a password to a server, and leaves the connection bound as nobody.
     *
     * @param patience how long to wait for an answer
     * @return granted: the password is right and the account may be used
     * @throws LDAPException if the server did not judge
     */
    static Outcome<Boolean> ask(LDAPConnection connection, Attempt attempt, Duration patience) throws LDAPException {
        Control[] controls = attempt.dialect().isActiveDirectory()
                ? new Control[0]
                : new Control[] {new DraftBeheraLDAPPasswordPolicy10RequestControl()};
        LDAPResult result;
        try {
            var request = new SimpleBindRequest(attempt.dn(), attempt.password().reveal(), controls);
            request.setResponseTimeoutMillis(patience.toMillis());
            result = connection.bind(request);
        } catch (LDAPBindException e) {
            result = e.getBindResult();
        } catch (LDAPException e) {
            attempt.lost().run();
            throw e;
        }
        if (ResultCode.isClientSideResultCode(result.getResultCode())) {
            attempt.lost().run();
        }
        if (!result.getResultCode().equals(ResultCode.SUCCESS) && !JUDGING.contains(result.getResultCode())) {
            throw new LDAPException(result.getResultCode(), "no verdict");
        }
        forget(connection);
        return verdict(result);
    }

    private static Outcome<Boolean> verdict(LDAPResult result) throws LDAPException {
        Optional<DraftBeheraLDAPPasswordPolicy10ErrorType> policy = policy(result);
        if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            return policy.map(BindVerdict::reason)
                    .<Outcome<Boolean>>map(reason -> refused(reason, result))
                    .orElseGet(() -> Outcome.granted(true));
        }
        return refused(policy.map(BindVerdict::reason).orElseGet(() -> reason(result)), result);
    }

    private static Optional<DraftBeheraLDAPPasswordPolicy10ErrorType> policy(LDAPResult result) throws LDAPException {
        Control control =
                result.getResponseControl(DraftBeheraLDAPPasswordPolicy10ResponseControl.PASSWORD_POLICY_RESPONSE_OID);
        if (control == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                control instanceof DraftBeheraLDAPPasswordPolicy10ResponseControl decoded
                        ? decoded.getErrorType()
                        : new DraftBeheraLDAPPasswordPolicy10ResponseControl(
                                        control.getOID(), control.isCritical(), control.getValue())
                                .getErrorType());
    }

    private static Reason reason(DraftBeheraLDAPPasswordPolicy10ErrorType error) {
        return switch (error) {
            case ACCOUNT_LOCKED -> Reason.ACCOUNT_LOCKED;
            case PASSWORD_EXPIRED -> Reason.PASSWORD_EXPIRED;
            case CHANGE_AFTER_RESET -> Reason.PASSWORD_MUST_CHANGE;
            case PASSWORD_MOD_NOT_ALLOWED,
                    MUST_SUPPLY_OLD_PASSWORD,
                    INSUFFICIENT_PASSWORD_QUALITY,
                    PASSWORD_TOO_SHORT,
                    PASSWORD_TOO_YOUNG,
                    PASSWORD_IN_HISTORY -> Reason.PASSWORD_WRONG;
        };
    }

    private static Reason reason(LDAPResult result) {
        if (result.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
            return subCode(result).map(SUB_CODES::get).orElse(Reason.PASSWORD_WRONG);
        }
        return result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
                ? Reason.ACCOUNT_LOCKED
                : Reason.PASSWORD_WRONG;
    }

    /** What else the directory said may hold names, so only its codes are told on. */
    private static Outcome<Boolean> refused(Reason reason, LDAPResult result) {
        return DirectoryRefusals.refused(
                reason,
                "the directory answered " + result.getResultCode().intValue()
                        + subCode(result).map(code -> ", data " + code).orElse(""));
    }

    private static Optional<String> subCode(LDAPResult result) {
        return Said.dataCode(result.getDiagnosticMessage());
    }

    /** An anonymous bind; whatever comes of it, the connection is bound as nobody after it (RFC 4511 section 4.2.1). */
    private static void forget(LDAPConnection connection) {
        try {
            connection.bind("", "");
        } catch (LDAPException e) {
            if (!e.getResultCode().isConnectionUsable()) {
                connection.closeWithoutUnbind();
            }
        }
    }
}
