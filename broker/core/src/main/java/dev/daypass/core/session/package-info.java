/**
 * Sessions: one assumption of a role each, their limits, their proof and their end.
 *
 * <p>A session is issued by {@code exchange}, travels inside its own sealed token, and is refused once it is revoked.
 */
@NullMarked
package dev.daypass.core.session;

import org.jspecify.annotations.NullMarked;
