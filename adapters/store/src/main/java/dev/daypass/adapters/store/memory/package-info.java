/**
 * The core's store ports in memory: for a demo, benchmarks and tests. They pass the same contracts as the database, but
 * a restart empties them and no second node sees them.
 */
@NullMarked
package dev.daypass.adapters.store.memory;

import org.jspecify.annotations.NullMarked;
