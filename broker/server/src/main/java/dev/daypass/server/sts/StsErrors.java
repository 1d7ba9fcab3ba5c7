package dev.daypass.server.sts;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HttpFault;

/** Which AWS error each reason is (AWS STS API reference, common errors; sts.md 1.4). */
final class StsErrors {
    private static final Code INVALID_TOKEN = new Code("InvalidIdentityToken", 400);
    private static final Code REJECTED_CLAIM = new Code("IDPRejectedClaim", 403);
    private static final Code ACCESS_DENIED = new Code("AccessDenied", 403);
    private static final Code VALIDATION = new Code("ValidationError", 400);

    private StsErrors() {}

    /** An AWS error code and its HTTP status. */
    record Code(String name, int status) {}

    static Code of(Reason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED -> new Code("MalformedQueryString", 400);
            case ACTION_UNKNOWN -> new Code("InvalidAction", 400);
            case PARAMETER_MISSING -> new Code("MissingAction", 400);
            case PARAMETER_INVALID, LIMIT_EXCEEDED, DURATION_TOO_LONG, SESSION_NAME_INVALID, SOURCE_IDENTITY_INVALID ->
                VALIDATION;
            case DURATION_ESCALATES -> new Code("SessionDurationEscalationException", 403);
            case TAG_INVALID -> new Code("InvalidParameterValue", 400);
            // Clients repeat this one with patience, and 429 is not in every client's list.
            case THROTTLED -> new Code("ThrottlingException", 400);
            // Clients repeat this one, so it stands only where a repeat can help.
            case PROVIDER_NOT_READY, PROVIDER_UNREACHABLE -> new Code("IDPCommunicationError", 400);
            case PROVIDER_UNKNOWN, PROVIDER_DISABLED -> INVALID_TOKEN;
            case DIRECTORY_UNREACHABLE -> new Code("ServiceUnavailable", 503);
            case LOGIN_UNKNOWN, LOGIN_SPENT, LOGIN_FAILED_AT_PROVIDER, LOGOUT_UNKNOWN, NOT_SIGNED_IN -> INVALID_TOKEN;
            case PASSWORD_FORM, TICKET_MALFORMED, TICKET_MECHANISM, TICKET_INVALID, TICKET_REALM -> INVALID_TOKEN;
            case PASSWORD_WRONG,
                    ACCOUNT_LOCKED,
                    ACCOUNT_DISABLED,
                    ACCOUNT_EXPIRED,
                    ACCOUNT_RESTRICTED,
                    ACCOUNT_NOT_UNIQUE,
                    PASSWORD_EXPIRED,
                    PASSWORD_MUST_CHANGE -> REJECTED_CLAIM;
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
                    ATTRIBUTE_INVALID,
                    UNSOLICITED_NOT_ALLOWED,
                    IN_RESPONSE_TO_MISMATCH -> INVALID_TOKEN;
            case TOKEN_MALFORMED,
                    TOKEN_ALGORITHM,
                    TOKEN_HEADER_FORBIDDEN,
                    TOKEN_TYPE,
                    TOKEN_KEY_UNKNOWN,
                    TOKEN_SIGNATURE_INVALID,
                    TOKEN_CLAIM_INVALID,
                    AUTHORIZED_PARTY_MISMATCH,
                    PROOF_NOT_YET_VALID,
                    PROOF_REPLAYED,
                    SUBJECT_SIGNED_OUT -> INVALID_TOKEN;
            case PROOF_EXPIRED -> new Code("ExpiredTokenException", 400);
            case STATUS_NOT_SUCCESS, AUTHENTICATION_TOO_OLD -> REJECTED_CLAIM;
            case SIGNATURE_ABSENT -> new Code("MissingAuthenticationToken", 403);
            case SIGNATURE_INCOMPLETE -> new Code("IncompleteSignature", 400);
            case REQUEST_SIGNATURE_MISMATCH -> new Code("SignatureDoesNotMatch", 403);
            case REQUEST_EXPIRED -> new Code("RequestExpired", 400);
            case CREDENTIALS_UNKNOWN, SESSION_REVOKED, POSSESSION_NOT_PROVEN -> new Code("InvalidClientTokenId", 403);
            case CREDENTIALS_EXPIRED -> new Code("ExpiredToken", 403);
            // T34: a missing role, a forbidden one and one named with another's provider answer alike.
            case PROVIDER_MISMATCH,
                    SUBJECT_MISSING,
                    SUBJECT_DISABLED,
                    ENRICHMENT_FAILED,
                    REQUIREMENT_NOT_MET,
                    FORM_FORGED,
                    EVALUATION_FAILED,
                    NO_RULE_GRANTS,
                    RULE_DENIES,
                    ROLE_UNKNOWN,
                    ROLE_DISABLED,
                    TRUST_DENIES,
                    CALLER_NOT_ALLOWED,
                    CONNECTION_NOT_ENCRYPTED,
                    OPERATION_NOT_FOR_SESSIONS,
                    CHAIN_TOO_DEEP,
                    ADMIN_NOT_ALLOWED -> ACCESS_DENIED;
            // Of the OAuth face; no call of the STS ends so.
            case CLIENT_UNKNOWN,
                    CLIENT_AUTHENTICATION_FAILED,
                    CLIENT_NOT_ALLOWED,
                    GRANT_UNKNOWN,
                    GRANT_INVALID,
                    GRANT_REUSED,
                    TARGET_NOT_ALLOWED,
                    SCOPE_INVALID,
                    ACTOR_NOT_ALLOWED,
                    POSSESSION_INVALID,
                    POSSESSION_NONCE_NEEDED -> ACCESS_DENIED;
            case POLICY_MALFORMED -> new Code("MalformedPolicyDocument", 400);
            case POLICY_TOO_LARGE -> new Code("PackedPolicyTooLarge", 400);
            case ENCODED_MESSAGE_INVALID -> new Code("InvalidAuthorizationMessageException", 400);
            case UNAVAILABLE -> new Code("ServiceUnavailable", 503);
        };
    }

    static Code of(HttpFault fault) {
        return switch (fault) {
            case BAD_REQUEST -> new Code("MalformedInput", 400);
            case NOT_FOUND -> new Code("InvalidAction", 404);
            case METHOD_NOT_ALLOWED -> new Code("InvalidAction", 405);
            case REQUEST_TIMEOUT -> new Code("RequestTimeout", 408);
            case BODY_TOO_LARGE -> new Code("RequestEntityTooLarge", 413);
            case UNSUPPORTED_MEDIA_TYPE -> new Code("InvalidQueryParameter", 415);
            case EXPECTATION_FAILED -> new Code("MalformedInput", 417);
            case THROTTLED -> of(Reason.THROTTLED);
            case HEADER_TOO_LARGE -> new Code("RequestHeaderTooLarge", 431);
            case INTERNAL -> new Code("InternalFailure", 500);
            case UNAVAILABLE -> of(Reason.UNAVAILABLE);
        };
    }
}
