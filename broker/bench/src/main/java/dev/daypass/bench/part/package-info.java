/**
 * JMH benchmarks of single parts.
 */
@NullMarked
package dev.daypass.bench.part;

import org.jspecify.annotations.NullMarked;
