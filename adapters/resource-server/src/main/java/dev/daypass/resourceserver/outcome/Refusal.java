package dev.daypass.resourceserver.outcome;

/**
 * Why a request did not get what it asked for.
 *
 * @param reason stable over releases; {@link Challenge} makes the answer from it
 * @param detail which check failed, for the service's own log: never a token, a secret or a claim's value
 */
public record Refusal(Reason reason, String detail) {}
