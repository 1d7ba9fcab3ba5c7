/** JSON as the library reads and writes it. */
@NullMarked
package dev.daypass.resourceserver.json;

import org.jspecify.annotations.NullMarked;
