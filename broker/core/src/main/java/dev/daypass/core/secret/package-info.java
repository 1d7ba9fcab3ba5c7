/**
 * Values that must never be seen: keys and pass phrases on their way through configuration.
 */
@NullMarked
package dev.daypass.core.secret;

import org.jspecify.annotations.NullMarked;
