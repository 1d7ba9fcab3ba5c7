/** The server as a whole: what concerns no single room. */
@NullMarked
package dev.daypass.server;

import org.jspecify.annotations.NullMarked;
