/**
 * H2 and PostgreSQL behind the core's store ports, and the migrations of their schema.
 */
@NullMarked
package dev.daypass.adapters.store;

import org.jspecify.annotations.NullMarked;
