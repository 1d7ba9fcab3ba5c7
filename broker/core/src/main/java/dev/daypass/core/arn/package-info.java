/**
 * Amazon-style resource names: parsed once, exact afterwards.
 */
@NullMarked
package dev.daypass.core.arn;

import org.jspecify.annotations.NullMarked;
