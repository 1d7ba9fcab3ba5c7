/**
 * The one place that knows all parts: it builds adapters, use cases and edges from a loaded configuration, by hand.
 *
 * <p>{@link dev.daypass.server.wiring.Broker} starts, reloads and stops the whole; {@link
 * dev.daypass.server.wiring.ServerSettings} is what it needs to know beside the {@code Snapshot}; {@link
 * dev.daypass.server.wiring.ConfigurationSource} is where both come from. Clock and randomness are made here and passed
 * on; nothing else makes them.
 */
@NullMarked
package dev.daypass.server.wiring;

import org.jspecify.annotations.NullMarked;
