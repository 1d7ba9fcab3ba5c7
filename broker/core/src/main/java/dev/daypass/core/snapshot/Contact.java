package dev.daypass.core.snapshot;

import java.net.URI;
import java.util.Optional;

/**
 * Who helps people that are stuck.
 *
 * @param name as people know them: {@code Access desk}
 * @param page where they are found
 */
public record Contact(String name, Optional<String> mail, Optional<URI> page) {}
