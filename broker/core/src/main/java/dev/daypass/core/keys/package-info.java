/**
 * The broker's own keys: created, overlapping, retired; and what is derived from them.
 *
 * <p>{@link dev.daypass.core.keys.LiveKeys} holds the {@link dev.daypass.core.keys.KeyRing} in force, over the port
 * {@link dev.daypass.core.keys.KeyStore}; {@link dev.daypass.core.keys.KeySchedule} says when keys are made, seal and
 * go. The server's upkeep runs it and audits what it does.
 *
 * <p>A {@link dev.daypass.core.keys.MasterKey} is never used itself: each purpose has a key derived from it.
 */
@NullMarked
package dev.daypass.core.keys;

import org.jspecify.annotations.NullMarked;
