/** What a session may do, over the small company of {@code world}. */
@NullMarked
package dev.daypass.core.decision;

import org.jspecify.annotations.NullMarked;
