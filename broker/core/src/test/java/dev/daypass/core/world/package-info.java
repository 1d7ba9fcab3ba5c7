/** A small company for the core's tests: its accounts, people, roles and rules, with stores that remember in memory. */
@NullMarked
package dev.daypass.core.world;

import org.jspecify.annotations.NullMarked;
