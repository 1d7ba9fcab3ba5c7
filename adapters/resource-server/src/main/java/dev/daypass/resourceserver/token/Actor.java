package dev.daypass.resourceserver.token;

import java.util.Optional;

/**
 * One who acts in the session's name (RFC 8693 section 4.1, {@code act}).
 *
 * @param subject the {@code sub}
 * @param issuer the {@code iss}, where it is another's
 */
public record Actor(String subject, Optional<String> issuer) {}
