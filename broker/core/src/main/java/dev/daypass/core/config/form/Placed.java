package dev.daypass.core.config.form;

import dev.daypass.core.source.Source;

/**
 * A value and the place it was written at, for findings that only appear when values are compared.
 *
 * @param <T> the value
 */
public record Placed<T>(T value, Source source) {}
