package dev.daypass.core.config;

/** The parts of {@code ALIAS/NAME}. */
final class Bare {
    private Bare() {}

    static String name(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    static String alias(String reference) {
        return reference.substring(0, Math.max(0, reference.indexOf('/')));
    }
}
