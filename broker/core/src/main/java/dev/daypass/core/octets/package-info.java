/**
 * Octets: what is written field by field and read back in the same order, and texts in their only spelling. It knows
 * nothing of what is written.
 */
@NullMarked
package dev.daypass.core.octets;

import org.jspecify.annotations.NullMarked;
