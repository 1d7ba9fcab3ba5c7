package dev.daypass.resourceserver.outcome;

/** The reasons of a {@link Refusal}. Stable over releases; callers are told the kind only. */
public enum Reason {
    /** The request brings no token. */
    TOKEN_MISSING(Kind.CREDENTIALS_MISSING),
    /** Two tokens, two proofs, or a form of them that no specification has. */
    REQUEST_INVALID(Kind.REQUEST_INVALID),

    /** Longer, deeper or more than is read. */
    LIMIT_EXCEEDED(Kind.TOKEN_INVALID),
    /** No compact JWS in its canonical spelling. */
    TOKEN_MALFORMED(Kind.TOKEN_INVALID),
    TOKEN_HEADER_FORBIDDEN(Kind.TOKEN_INVALID),
    TOKEN_ALGORITHM(Kind.TOKEN_INVALID),
    /** Not {@code at+jwt}. */
    TOKEN_TYPE(Kind.TOKEN_INVALID),
    TOKEN_KEY_UNKNOWN(Kind.TOKEN_INVALID),
    TOKEN_SIGNATURE_INVALID(Kind.TOKEN_INVALID),
    TOKEN_CLAIM_INVALID(Kind.TOKEN_INVALID),
    ISSUER_MISMATCH(Kind.TOKEN_INVALID),
    AUDIENCE_MISMATCH(Kind.TOKEN_INVALID),
    TOKEN_EXPIRED(Kind.TOKEN_INVALID),
    TOKEN_NOT_YET_VALID(Kind.TOKEN_INVALID),
    SESSION_REVOKED(Kind.TOKEN_INVALID),

    /** The token is bound to a key or certificate that the request does not prove, or must be bound and is not. */
    BINDING_MISSING(Kind.TOKEN_INVALID),
    /** The request proves another key or certificate than the token is bound to. */
    BINDING_MISMATCH(Kind.TOKEN_INVALID),
    DPOP_PROOF_INVALID(Kind.PROOF_INVALID),
    DPOP_PROOF_REPLAYED(Kind.PROOF_INVALID),

    /** The session is good and may not do this. */
    ACTION_DENIED(Kind.DENIED),

    /** No key set, or one older than it may be. */
    KEYS_UNAVAILABLE(Kind.UNAVAILABLE),
    /** The revocation feed has been silent for too long. */
    REVOCATIONS_UNAVAILABLE(Kind.UNAVAILABLE),
    DECISION_UNAVAILABLE(Kind.UNAVAILABLE),
    /** The memory for spent proofs is full. */
    REPLAY_MEMORY_FULL(Kind.UNAVAILABLE);

    /** What the caller learns (RFC 6750 section 3.1, RFC 9449 section 7.1). */
    public enum Kind {
        CREDENTIALS_MISSING,
        REQUEST_INVALID,
        TOKEN_INVALID,
        PROOF_INVALID,
        DENIED,
        UNAVAILABLE
    }

    private final Kind kind;

    Reason(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
