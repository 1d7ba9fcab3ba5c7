package dev.daypass.core.rules;

/** What came of one rule for one identity. */
public enum Verdict {
    /** Its condition holds: it grants what it grants. */
    GRANTED,
    /** Its condition holds, or could not be evaluated: it denies what it denies. */
    DENIED,
    /** Its condition does not hold. */
    NOT_MATCHED,
    /** Something in it could not be evaluated: it grants nothing. */
    FAILED,
    /** It is about other providers. */
    SKIPPED_PROVIDER,
    /** A shadow rule whose condition holds: without effect. */
    SHADOW_MATCH
}
