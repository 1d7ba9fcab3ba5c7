package dev.daypass.core.source;

import java.util.Optional;

/**
 * Something a check found in a text: where, what is wrong, and how to mend it.
 *
 * @param severity four levels, after IAM Access Analyzer
 * @param code stable kebab-case name of the kind of mistake, such as {@code unknown-key}
 * @param source where
 * @param message what is wrong: lower case, input in back-ticks
 * @param cure what to do about it, if there is one thing to say
 */
public record Finding(Severity severity, String code, Source source, String message, Optional<String> cure) {
    /** ERROR keeps {@code serve} from starting; the others do not. */
    public enum Severity {
        ERROR,
        SECURITY_WARNING,
        WARNING,
        SUGGESTION
    }

    public static Finding error(String code, Source source, String message, String cure) {
        return new Finding(Severity.ERROR, code, source, message, Optional.of(cure));
    }

    public static Finding securityWarning(String code, Source source, String message, String cure) {
        return new Finding(Severity.SECURITY_WARNING, code, source, message, Optional.of(cure));
    }

    public static Finding warning(String code, Source source, String message, String cure) {
        return new Finding(Severity.WARNING, code, source, message, Optional.of(cure));
    }

    public static Finding suggestion(String code, Source source, String message, String cure) {
        return new Finding(Severity.SUGGESTION, code, source, message, Optional.of(cure));
    }
}
