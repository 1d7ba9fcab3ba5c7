package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;

/**
 * What directories refuse, in public sentences that tell an outsider nothing: an unknown name, a wrong password, a locked
 * account and two accounts of one name are one sentence (security L08). A directory says that a password has expired or
 * an account is disabled only to who knows the password, so those may be told.
 */
public final class DirectoryRefusals {
    private static final String WRONG = "The user name or password is not right, or the account is locked for now";

    private DirectoryRefusals() {}

    /** A refusal whose public sentence follows from its reason. */
    public static Refusal refusal(Reason reason, String auditDetail) {
        return new Refusal(reason, publicMessage(reason), auditDetail);
    }

    /** Refuses with the public sentence of the reason. */
    public static <T> Outcome<T> refused(Reason reason, String auditDetail) {
        return Outcome.refused(refusal(reason, auditDetail));
    }

    /** Whether a refusal is told in the one sentence, so that it must take the one time. */
    static boolean isNotRight(Refusal refusal) {
        return refusal.publicMessage().equals(WRONG);
    }

    private static String publicMessage(Reason reason) {
        if (reason == Reason.ACCOUNT_DISABLED) {
            return "This account is disabled; ask your administrator";
        }
        if (reason == Reason.ACCOUNT_EXPIRED) {
            return "This account has expired; ask your administrator";
        }
        if (reason == Reason.ACCOUNT_RESTRICTED) {
            return "This account may not sign in here or now; ask your administrator";
        }
        if (reason == Reason.PASSWORD_EXPIRED) {
            return "The password has expired; change it at your workstation, then sign in again";
        }
        if (reason == Reason.PASSWORD_MUST_CHANGE) {
            return "The password must be changed first; change it at your workstation, then sign in again";
        }
        if (reason == Reason.PASSWORD_FORM) {
            return "The user name or password is missing or has characters that none can have";
        }
        if (reason == Reason.THROTTLED) {
            return "Too many attempts for this user name; try again later";
        }
        if (reason == Reason.DIRECTORY_UNREACHABLE || reason == Reason.PROVIDER_NOT_READY) {
            return "The directory cannot be reached now; try again shortly";
        }
        if (reason == Reason.LIMIT_EXCEEDED || reason == Reason.ATTRIBUTE_INVALID || reason == Reason.SUBJECT_MISSING) {
            return "What the directory holds about this account cannot be used; ask your administrator";
        }
        if (reason == Reason.PROVIDER_MISMATCH) {
            return "This identity provider does not take passwords or tickets";
        }
        return WRONG;
    }
}
