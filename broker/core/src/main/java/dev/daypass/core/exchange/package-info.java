/**
 * The heart: a principal asks for a role and gets a scoped, temporary session, or learns that it does not.
 *
 * <p>Read {@link dev.daypass.core.exchange.Exchange#assume}: one method of named steps.
 */
@NullMarked
package dev.daypass.core.exchange;

import org.jspecify.annotations.NullMarked;
