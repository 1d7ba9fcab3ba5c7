package dev.daypass.core.rules.expression;

/**
 * What stands in the place of a value that could not be had. CEL's errors are values here, since {@code &&} and
 * {@code ||} absorb them.
 *
 * @param detail what is wrong, naming attributes and functions but never holding an attribute's value
 */
public record Failure(Kind kind, String detail) {
    /** What went wrong. */
    public enum Kind {
        /** An attribute that the identity does not have. */
        MISSING,
        /** A value of a kind that the operation does not take. */
        TYPE,
        /** More work or more values than an evaluation may cost. */
        LIMIT,
        /** Anything else, such as an index out of range. */
        OTHER
    }

    static Failure missingUser(String name) {
        return new Failure(Kind.MISSING, "`user." + name + "` is not defined for this provider");
    }

    static Failure missingRaw(String name) {
        return new Failure(Kind.MISSING, "the provider sent no attribute `" + name + "`");
    }

    static Failure missing(String what) {
        return new Failure(Kind.MISSING, "the provider sent no `" + what + "`");
    }

    static Failure type(String what) {
        return new Failure(Kind.TYPE, what);
    }
}
