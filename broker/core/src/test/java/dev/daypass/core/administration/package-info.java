/** Who may administer, and what must not make anybody an administrator. */
@NullMarked
package dev.daypass.core.administration;

import org.jspecify.annotations.NullMarked;
