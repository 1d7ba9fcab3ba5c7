/**
 * Real exchanges over HTTP against a broker in a process of its own, whose CPU time the kernel counts.
 */
@NullMarked
package dev.daypass.bench.load;

import org.jspecify.annotations.NullMarked;
