package dev.daypass.server.portal;

import dev.daypass.core.outcome.Reason;

/** Under which texts a refusal is told to people: a few kinds of it, each with what to do. */
final class RefusalWords {
    private RefusalWords() {}

    /** The key that {@code .heading}, {@code .sentence} and {@code .cure} follow. */
    static String key(Reason reason) {
        return "problem." + kind(reason);
    }

    /** Whether signing in again may help, so that the way there is offered first. */
    static boolean signingInHelps(String key) {
        return switch (key) {
            case "problem.proof",
                    "problem.failed",
                    "problem.login",
                    "problem.signed_out",
                    "problem.ticket",
                    "problem.password" -> true;
            default -> false;
        };
    }

    /** Whether it may be that somebody came with the wrong one of their accounts, the commonest cause of all. */
    static boolean anotherAccountHelps(Reason reason) {
        return switch (kind(reason)) {
            case "failed", "account", "denied" -> true;
            default -> false;
        };
    }

    private static String kind(Reason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED, ACTION_UNKNOWN, PARAMETER_MISSING, PARAMETER_INVALID, LIMIT_EXCEEDED -> "request";
            case THROTTLED -> "throttled";
            case PROVIDER_UNKNOWN, PROVIDER_DISABLED, PROVIDER_MISMATCH -> "provider";
            case PROVIDER_NOT_READY, PROVIDER_UNREACHABLE, DIRECTORY_UNREACHABLE, ENRICHMENT_FAILED -> "unreachable";
            case XML_MALFORMED,
                    XML_FORBIDDEN,
                    ENCODING_INVALID,
                    SAML_STRUCTURE,
                    SIGNATURE_MISSING,
                    SIGNATURE_FORM,
                    SIGNATURE_ALGORITHM,
                    SIGNATURE_INVALID,
                    ENCRYPTION_FORM,
                    DECRYPTION_FAILED,
                    ISSUER_MISMATCH,
                    DESTINATION_MISMATCH,
                    AUDIENCE_MISMATCH,
                    CONFIRMATION_INVALID,
                    SUBJECT_MISSING,
                    ATTRIBUTE_INVALID,
                    UNSOLICITED_NOT_ALLOWED,
                    IN_RESPONSE_TO_MISMATCH,
                    AUTHENTICATION_TOO_OLD,
                    TOKEN_MALFORMED,
                    TOKEN_ALGORITHM,
                    TOKEN_HEADER_FORBIDDEN,
                    TOKEN_TYPE,
                    TOKEN_KEY_UNKNOWN,
                    TOKEN_SIGNATURE_INVALID,
                    TOKEN_CLAIM_INVALID,
                    AUTHORIZED_PARTY_MISMATCH,
                    PROOF_EXPIRED,
                    PROOF_NOT_YET_VALID -> "proof";
            case STATUS_NOT_SUCCESS, LOGIN_FAILED_AT_PROVIDER -> "failed";
            case LOGIN_UNKNOWN, LOGIN_SPENT, PROOF_REPLAYED, SUBJECT_SIGNED_OUT -> "login";
            case LOGOUT_UNKNOWN -> "logout";
            // What tells nothing at the directory tells nothing here: one kind for all of it (L08).
            case PASSWORD_FORM, PASSWORD_WRONG, ACCOUNT_LOCKED, ACCOUNT_NOT_UNIQUE -> "password";
            case PASSWORD_EXPIRED, PASSWORD_MUST_CHANGE -> "renew";
            case ACCOUNT_DISABLED,
                    ACCOUNT_EXPIRED,
                    ACCOUNT_RESTRICTED,
                    SUBJECT_DISABLED,
                    REQUIREMENT_NOT_MET,
                    EVALUATION_FAILED -> "account";
            case TICKET_MALFORMED, TICKET_MECHANISM, TICKET_INVALID, TICKET_REALM -> "ticket";
            case NOT_SIGNED_IN, CREDENTIALS_EXPIRED, SESSION_REVOKED -> "signed_out";
            case FORM_FORGED -> "forged";
            case CONNECTION_NOT_ENCRYPTED -> "clear";
            case NO_RULE_GRANTS,
                    RULE_DENIES,
                    ROLE_UNKNOWN,
                    ROLE_DISABLED,
                    TRUST_DENIES,
                    CALLER_NOT_ALLOWED,
                    CHAIN_TOO_DEEP,
                    DURATION_TOO_LONG,
                    DURATION_ESCALATES -> "denied";
            case UNAVAILABLE -> "unavailable";
            case SIGNATURE_ABSENT,
                    SIGNATURE_INCOMPLETE,
                    REQUEST_SIGNATURE_MISMATCH,
                    REQUEST_EXPIRED,
                    CREDENTIALS_UNKNOWN,
                    POSSESSION_NOT_PROVEN,
                    CLIENT_UNKNOWN,
                    CLIENT_AUTHENTICATION_FAILED,
                    CLIENT_NOT_ALLOWED,
                    GRANT_UNKNOWN,
                    GRANT_INVALID,
                    GRANT_REUSED,
                    TARGET_NOT_ALLOWED,
                    SCOPE_INVALID,
                    ACTOR_NOT_ALLOWED,
                    POSSESSION_INVALID,
                    POSSESSION_NONCE_NEEDED,
                    OPERATION_NOT_FOR_SESSIONS,
                    TAG_INVALID,
                    SOURCE_IDENTITY_INVALID,
                    SESSION_NAME_INVALID,
                    POLICY_MALFORMED,
                    POLICY_TOO_LARGE,
                    ENCODED_MESSAGE_INVALID,
                    ADMIN_NOT_ALLOWED -> "elsewhere";
        };
    }
}
