/**
 * The broker's own keys: created, overlapping, retired; and what is derived from or signed with them.
 *
 * <p>{@link dev.daypass.core.keys.LiveKeys} holds the {@link dev.daypass.core.keys.KeyRing} in force, over the port
 * {@link dev.daypass.core.keys.KeyStore}; {@link dev.daypass.core.keys.KeySchedule} says when keys are made, seal and
 * go. The server's upkeep runs it and audits what it does. A {@link dev.daypass.core.keys.MasterKey} is never used
 * itself: each purpose has a key derived from it.
 *
 * <p>Signing keys are key pairs ({@link dev.daypass.core.keys.SigningKeys}), stored sealed by the ring; {@link
 * dev.daypass.core.keys.Jws} signs and verifies with them (RFC 7515, 7517, 7518, 7638, 8037). What the signed tokens say
 * is {@code token}'s.
 */
@NullMarked
package dev.daypass.core.keys;

import org.jspecify.annotations.NullMarked;
