/**
 * What pages show, as records: each template takes a {@link dev.daypass.server.portal.view.Shell} and one record of its
 * own, and decides nothing but how it looks.
 *
 * <p>Next door: {@code portal} fills them, {@code template} holds the compiled pages.
 */
@NullMarked
package dev.daypass.server.portal.view;

import org.jspecify.annotations.NullMarked;
