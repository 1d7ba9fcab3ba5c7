/**
 * The whole loaded configuration as one immutable value: a reload makes another, a request reads it once.
 */
@NullMarked
package dev.daypass.core.snapshot;

import org.jspecify.annotations.NullMarked;
