package dev.daypass.core.terminal;

/**
 * What a store keeps in a device code's place.
 *
 * @param hex lower case
 */
public record DeviceCodeHash(String hex) {}
