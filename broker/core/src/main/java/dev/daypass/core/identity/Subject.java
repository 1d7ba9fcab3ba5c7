package dev.daypass.core.identity;

import java.util.Optional;

/**
 * Whom the provider vouched for, in its own naming.
 *
 * @param value {@code NameID} or {@code sub}; never empty
 * @param format the NameID's format URI, absent for other kinds of proof
 */
public record Subject(String value, Optional<String> format) {}
