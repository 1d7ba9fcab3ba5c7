package dev.daypass.core.audit;

/**
 * The first thing that is wrong with a chain.
 *
 * @param sequence the entry it shows at
 * @param line counted from 1, in the order the lines were handed in
 * @param message what is wrong, in plain words; tells numbers and hashes, never an entry's content
 */
public record AuditFault(Kind kind, long sequence, long line, String message) {
    /** What must have happened. */
    public enum Kind {
        /** A line that is no entry. */
        UNREADABLE,
        /** An entry's content, or a whole entry, was changed or put in. */
        EDITED,
        /** Entries are missing in between. */
        DELETED,
        /** Entries stand in another order, or twice. */
        REORDERED,
        /** The chain ends before its end. */
        TRUNCATED,
        /** The chain is an older or another one than was known. */
        ROLLED_BACK,
        /** A seal that the broker's keys did not make. */
        FORGED_SEAL,
        /** No key is left that could vouch for the chain's end. */
        UNPROVEN
    }
}
