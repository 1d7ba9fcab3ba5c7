/**
 * The broker's own keys: created, overlapping, retired; and what is derived from them.
 *
 * <p>A {@link dev.daypass.core.keys.MasterKey} is never used itself: each purpose has a key derived from it.
 */
@NullMarked
package dev.daypass.core.keys;

import org.jspecify.annotations.NullMarked;
