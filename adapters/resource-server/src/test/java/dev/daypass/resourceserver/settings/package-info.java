/** Settings that would not be safe are none. */
@NullMarked
package dev.daypass.resourceserver.settings;

import org.jspecify.annotations.NullMarked;
