/** One violation of each rule, so that a rule which no longer bites is noticed. */
@NullMarked
package dev.daypass.architecture.seeded;

import org.jspecify.annotations.NullMarked;
