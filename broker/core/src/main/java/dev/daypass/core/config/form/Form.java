package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import java.util.Optional;

/**
 * How one kind of value is written.
 *
 * @param <T> what it becomes
 */
public interface Form<T> {
    /** The value; or empty, and then at least one error has been found at its place. */
    Optional<T> read(Node node, Reading reading);

    /** The same, said to editors. */
    JsonSchema schema();
}
