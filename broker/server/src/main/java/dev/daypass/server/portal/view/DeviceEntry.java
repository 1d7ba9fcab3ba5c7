package dev.daypass.server.portal.view;

import java.util.Optional;

/**
 * Where a person types the code that a program shows.
 *
 * @param code to begin with; empty: none
 * @param problem with the one that was typed before
 */
public record DeviceEntry(String code, Optional<Problem> problem) {}
