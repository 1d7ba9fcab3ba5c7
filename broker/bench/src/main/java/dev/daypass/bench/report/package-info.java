/**
 * The table: each figure as a ratio of one run, beside its goals.
 */
@NullMarked
package dev.daypass.bench.report;

import org.jspecify.annotations.NullMarked;
