/** Tests of {@code token}. */
@NullMarked
package dev.daypass.core.token;

import org.jspecify.annotations.NullMarked;
