/**
 * What every implementation of the core's store ports must do: memory, H2 and PostgreSQL run the same contracts.
 *
 * <p>A contract is an interface of tests with one or two factory methods; a test class implements it. {@code
 * otherNode()} gives what a second broker on the same store sees: where nothing is shared it is the first one again.
 * {@link dev.daypass.testkit.store.TestSessions} has sessions with names.
 */
@NullMarked
package dev.daypass.testkit.store;

import org.jspecify.annotations.NullMarked;
