package dev.daypass.core.identity;

import java.util.Optional;

/**
 * Whom the provider vouched for, in its own naming.
 *
 * @param value {@code NameID} or {@code sub}; never empty
 * @param format the NameID's format URI, absent for other kinds of proof
 * @param qualifiers what else belongs to the name; no rule reads it
 */
public record Subject(String value, Optional<String> format, Qualifiers qualifiers) {
    /** A subject whose name is unqualified. */
    public Subject(String value, Optional<String> format) {
        this(value, format, Qualifiers.none());
    }

    /**
     * In whose name space a NameID stands (SAML Core 2.2.2): whoever speaks of the person to the provider again must call
     * them by the whole name.
     *
     * @param provider {@code NameQualifier}
     * @param service {@code SPNameQualifier}
     */
    public record Qualifiers(Optional<String> provider, Optional<String> service) {
        private static final Qualifiers NONE = new Qualifiers(Optional.empty(), Optional.empty());

        public static Qualifiers none() {
            return NONE;
        }
    }
}
