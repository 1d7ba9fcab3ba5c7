/**
 * Group commit: calls that come together are written together.
 *
 * <p>{@link dev.daypass.adapters.store.gather.Gathering} knows nothing of what is written; the stores and the audit
 * journal put their durable writes behind it.
 */
@NullMarked
package dev.daypass.adapters.store.gather;

import org.jspecify.annotations.NullMarked;
