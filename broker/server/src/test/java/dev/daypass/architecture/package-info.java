/** The arrows between the rooms, as rules that the build checks; {@code seeded} breaks each of them once. */
@NullMarked
package dev.daypass.architecture;

import org.jspecify.annotations.NullMarked;
