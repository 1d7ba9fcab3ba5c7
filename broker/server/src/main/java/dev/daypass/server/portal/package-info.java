/**
 * What people see in a browser: pages, rendered here and whole without JavaScript.
 *
 * <p>The way through it: an endpoint fills a record of {@code view}, {@link dev.daypass.server.portal.Pages} renders it
 * with a compiled template into an {@link dev.daypass.server.http.Answer} that carries the content security policy, and
 * {@link dev.daypass.server.portal.Assets} serves style sheet, scripts and the mark under names that change with their
 * content. Texts are in {@code words_en.properties} and {@code words_de.properties}, complete in both.
 *
 * <p>WCAG 2.2 AA, Content Security Policy Level 3. Next door: {@code http} carries the routes, {@code signin} takes what
 * identity providers send, {@code sts} shares the path {@code /}.
 */
@NullMarked
package dev.daypass.server.portal;

import org.jspecify.annotations.NullMarked;
