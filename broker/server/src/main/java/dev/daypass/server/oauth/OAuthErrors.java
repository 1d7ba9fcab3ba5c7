package dev.daypass.server.oauth;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HttpFault;

/** Which OAuth error each reason is (RFC 6749 section 5.2, RFC 7521 section 4, RFC 8693 section 2.2.2, RFC 9449). */
public final class OAuthErrors {
    private static final Code INVALID_REQUEST = new Code("invalid_request", 400);
    private static final Code INVALID_CLIENT = new Code("invalid_client", 401);
    private static final Code INVALID_GRANT = new Code("invalid_grant", 400);
    private static final Code INVALID_TARGET = new Code("invalid_target", 400);
    private static final Code INVALID_SCOPE = new Code("invalid_scope", 400);
    private static final Code UNAUTHORIZED_CLIENT = new Code("unauthorized_client", 400);

    private OAuthErrors() {}

    /** An error code and its HTTP status. */
    public record Code(String name, int status) {}

    public static Code of(Reason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED,
                    CONNECTION_NOT_ENCRYPTED,
                    ACTION_UNKNOWN,
                    PARAMETER_MISSING,
                    PARAMETER_INVALID,
                    LIMIT_EXCEEDED,
                    DURATION_TOO_LONG,
                    DURATION_ESCALATES,
                    TAG_INVALID,
                    SOURCE_IDENTITY_INVALID,
                    SESSION_NAME_INVALID,
                    ENCODED_MESSAGE_INVALID -> INVALID_REQUEST;
            case THROTTLED -> new Code("temporarily_unavailable", 429);
            case UNAVAILABLE, PROVIDER_NOT_READY, PROVIDER_UNREACHABLE, DIRECTORY_UNREACHABLE ->
                new Code("temporarily_unavailable", 503);
            case PROVIDER_UNKNOWN,
                    PROVIDER_DISABLED,
                    PROVIDER_MISMATCH,
                    XML_MALFORMED,
                    XML_FORBIDDEN,
                    ENCODING_INVALID,
                    SAML_STRUCTURE,
                    SIGNATURE_MISSING,
                    SIGNATURE_FORM,
                    SIGNATURE_ALGORITHM,
                    SIGNATURE_INVALID,
                    ENCRYPTION_FORM,
                    DECRYPTION_FAILED,
                    STATUS_NOT_SUCCESS,
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
                    PASSWORD_FORM,
                    PASSWORD_WRONG,
                    ACCOUNT_LOCKED,
                    ACCOUNT_DISABLED,
                    ACCOUNT_EXPIRED,
                    ACCOUNT_RESTRICTED,
                    ACCOUNT_NOT_UNIQUE,
                    PASSWORD_EXPIRED,
                    PASSWORD_MUST_CHANGE,
                    TICKET_MALFORMED,
                    TICKET_MECHANISM,
                    TICKET_INVALID,
                    TICKET_REALM,
                    ENRICHMENT_FAILED,
                    PROOF_EXPIRED,
                    PROOF_NOT_YET_VALID,
                    LOGIN_UNKNOWN,
                    LOGIN_SPENT,
                    LOGIN_FAILED_AT_PROVIDER,
                    LOGOUT_UNKNOWN,
                    NOT_SIGNED_IN,
                    FORM_FORGED,
                    PROOF_REPLAYED,
                    SUBJECT_SIGNED_OUT,
                    SUBJECT_DISABLED,
                    REQUIREMENT_NOT_MET,
                    EVALUATION_FAILED,
                    CREDENTIALS_UNKNOWN,
                    CREDENTIALS_EXPIRED,
                    SESSION_REVOKED,
                    GRANT_INVALID,
                    POSSESSION_NOT_PROVEN,
                    GRANT_REUSED,
                    ACTOR_NOT_ALLOWED,
                    CHAIN_TOO_DEEP -> INVALID_GRANT;
            case SIGNATURE_ABSENT,
                    SIGNATURE_INCOMPLETE,
                    REQUEST_SIGNATURE_MISMATCH,
                    REQUEST_EXPIRED,
                    CLIENT_UNKNOWN,
                    CLIENT_AUTHENTICATION_FAILED,
                    ADMIN_NOT_ALLOWED -> INVALID_CLIENT;
            case CLIENT_NOT_ALLOWED, OPERATION_NOT_FOR_SESSIONS -> UNAUTHORIZED_CLIENT;
            case GRANT_UNKNOWN -> new Code("unsupported_grant_type", 400);
            // T34: a missing role, a forbidden one and one that does not trust answer alike.
            case TARGET_NOT_ALLOWED,
                    NO_RULE_GRANTS,
                    RULE_DENIES,
                    ROLE_UNKNOWN,
                    ROLE_DISABLED,
                    TRUST_DENIES,
                    CALLER_NOT_ALLOWED -> INVALID_TARGET;
            case SCOPE_INVALID -> INVALID_SCOPE;
            case POLICY_MALFORMED, POLICY_TOO_LARGE -> new Code("invalid_authorization_details", 400);
            case POSSESSION_INVALID -> new Code("invalid_dpop_proof", 400);
            case POSSESSION_NONCE_NEEDED -> new Code("use_dpop_nonce", 400);
        };
    }

    /**
     * RFC 8693 section 2.2.2: at a token exchange an unacceptable token is an invalid request. A login that is over is told
     * from that (RFC 6749 section 5.2): whoever keeps it has to sign in again, and no other request would help.
     */
    static Code ofExchange(Reason reason) {
        Code code = of(reason);
        return code.equals(INVALID_GRANT) && reason != Reason.NOT_SIGNED_IN ? INVALID_REQUEST : code;
    }

    public static Code of(HttpFault fault) {
        return switch (fault) {
            case BAD_REQUEST,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    HEADER_TOO_LARGE -> new Code("invalid_request", fault.status());
            case THROTTLED, UNAVAILABLE -> new Code("temporarily_unavailable", fault.status());
            case INTERNAL -> new Code("server_error", fault.status());
        };
    }
}
