/** What is written comes back, and what is no text is none. */
@NullMarked
package dev.daypass.core.octets;

import org.jspecify.annotations.NullMarked;
