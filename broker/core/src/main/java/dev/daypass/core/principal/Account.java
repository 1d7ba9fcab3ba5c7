package dev.daypass.core.principal;

/**
 * The owner of roles, users and policies.
 *
 * @param id twelve digits
 * @param alias the short name that configuration and people use
 */
public record Account(String id, String alias) {}
