/** What people and administrators learn of decisions, and what they must not. */
@NullMarked
package dev.daypass.core.insight;

import org.jspecify.annotations.NullMarked;
