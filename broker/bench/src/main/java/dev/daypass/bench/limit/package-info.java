/**
 * What the fixed libraries and the machine allow: the yardsticks that figures are divided by.
 */
@NullMarked
package dev.daypass.bench.limit;

import org.jspecify.annotations.NullMarked;
