/** The handlers in a real Undertow, plain and with TLS. */
@NullMarked
package dev.daypass.resourceserver.undertow;

import org.jspecify.annotations.NullMarked;
