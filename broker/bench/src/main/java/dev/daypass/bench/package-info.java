/**
 * Micro benchmarks and the load client; results are ratios against an anchor, never bare numbers.
 */
@NullMarked
package dev.daypass.bench;

import org.jspecify.annotations.NullMarked;
