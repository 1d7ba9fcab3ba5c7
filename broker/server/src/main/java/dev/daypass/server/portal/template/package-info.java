/**
 * Pages as Java: the build writes these classes from {@code src/main/jte}, and the compiler checks what pages ask of the
 * {@code view} records. Every class here has one static method {@code render}; {@code portal.Pages} alone calls it.
 */
@NullMarked
package dev.daypass.server.portal.template;

import org.jspecify.annotations.NullMarked;
