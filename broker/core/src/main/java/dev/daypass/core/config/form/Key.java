package dev.daypass.core.config.form;

import java.util.Optional;

/**
 * One key of a mapping.
 *
 * @param <T> what its value becomes
 * @param presence whether it may be left out
 * @param fallback what is taken where it is left out
 * @param example how a value is written, as YAML
 */
public record Key<T>(
        String name, Form<T> form, String description, Presence presence, Optional<T> fallback, String example) {
    /** Whether a key may be left out. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public static <T> Key<T> required(String name, Form<T> form, String description, String example) {
        return new Key<>(name, form, description, Presence.REQUIRED, Optional.empty(), example);
    }

    public static <T> Key<T> optional(String name, Form<T> form, String description, String example) {
        return new Key<>(name, form, description, Presence.OPTIONAL, Optional.empty(), example);
    }

    /** The same key with a value for where it is left out. */
    public Key<T> otherwise(T value) {
        return new Key<>(name, form, description, Presence.OPTIONAL, Optional.of(value), example);
    }
}
