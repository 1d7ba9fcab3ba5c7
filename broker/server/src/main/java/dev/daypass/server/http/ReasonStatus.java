package dev.daypass.server.http;

import dev.daypass.core.outcome.Reason;

/** The HTTP status of each reason where a protocol has no codes of its own (RFC 9110 section 15.5). */
final class ReasonStatus {
    private ReasonStatus() {}

    static int of(Reason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED,
                    ACTION_UNKNOWN,
                    PARAMETER_MISSING,
                    PARAMETER_INVALID,
                    LIMIT_EXCEEDED,
                    DURATION_TOO_LONG,
                    TAG_INVALID,
                    SOURCE_IDENTITY_INVALID,
                    SESSION_NAME_INVALID,
                    POLICY_MALFORMED,
                    POLICY_TOO_LARGE,
                    ENCODED_MESSAGE_INVALID,
                    GRANT_UNKNOWN,
                    GRANT_INVALID,
                    GRANT_REUSED,
                    TARGET_NOT_ALLOWED,
                    SCOPE_INVALID,
                    ACTOR_NOT_ALLOWED -> 400;
            case SIGNATURE_ABSENT,
                    SIGNATURE_INCOMPLETE,
                    REQUEST_SIGNATURE_MISMATCH,
                    REQUEST_EXPIRED,
                    CREDENTIALS_UNKNOWN,
                    CREDENTIALS_EXPIRED,
                    SESSION_REVOKED,
                    POSSESSION_NOT_PROVEN,
                    CLIENT_UNKNOWN,
                    CLIENT_AUTHENTICATION_FAILED,
                    POSSESSION_INVALID,
                    POSSESSION_NONCE_NEEDED,
                    ADMIN_NOT_ALLOWED -> 401;
            case THROTTLED -> 429;
            case PROVIDER_NOT_READY, PROVIDER_UNREACHABLE, UNAVAILABLE -> 503;
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
                    PROOF_EXPIRED,
                    PROOF_NOT_YET_VALID,
                    PROOF_REPLAYED,
                    SUBJECT_DISABLED,
                    REQUIREMENT_NOT_MET,
                    EVALUATION_FAILED,
                    NO_RULE_GRANTS,
                    RULE_DENIES,
                    ROLE_UNKNOWN,
                    ROLE_DISABLED,
                    TRUST_DENIES,
                    CALLER_NOT_ALLOWED,
                    OPERATION_NOT_FOR_SESSIONS,
                    DURATION_ESCALATES,
                    CHAIN_TOO_DEEP,
                    CLIENT_NOT_ALLOWED -> 403;
        };
    }
}
