/**
 * The core's store ports on H2 and PostgreSQL, with one text of SQL for both.
 *
 * <p>{@link dev.daypass.adapters.store.jdbc.Database} is the way in: connections, transactions, and the promise that a
 * write is durable when it returns. Every concurrent write goes through a {@link
 * dev.daypass.adapters.store.gather.Gathering} and becomes one statement; arrays are unnested, so the statement is the
 * same for one row and for a hundred.
 */
@NullMarked
package dev.daypass.adapters.store.jdbc;

import org.jspecify.annotations.NullMarked;
