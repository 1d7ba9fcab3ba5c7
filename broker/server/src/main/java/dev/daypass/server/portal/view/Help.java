package dev.daypass.server.portal.view;

import java.util.Optional;

/**
 * Who helps.
 *
 * @param name as people know them
 * @param page where they are found
 */
public record Help(String name, Optional<String> mail, Optional<String> page) {}
