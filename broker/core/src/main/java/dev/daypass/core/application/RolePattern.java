package dev.daypass.core.application;

/**
 * One role, {@code ALIAS/NAME}, or those of an account whose names begin alike: {@code ALIAS/*}, {@code ALIAS/Team-*}.
 *
 * @param text as configured
 */
public record RolePattern(String text) {
    /** Whether it ends in a star. */
    public boolean wild() {
        return text.endsWith("*");
    }

    /** Whether a role is meant. The account is always exact. */
    public boolean matches(String reference) {
        return wild() ? reference.startsWith(text.substring(0, text.length() - 1)) : reference.equals(text);
    }
}
