/**
 * The broker's memory: H2, PostgreSQL or the process's own, behind the core's store ports.
 *
 * <p>{@link dev.daypass.adapters.store.Store} is the way in and all that wiring needs, with {@link
 * dev.daypass.adapters.store.audit.AuditJournal} for the audit. Below: {@code jdbc} (both databases), {@code memory},
 * {@code audit} (journal and file), {@code gather} (group commit), {@code ids}. What every implementation must do is
 * written down in the testkit's contracts.
 */
@NullMarked
package dev.daypass.adapters.store;

import org.jspecify.annotations.NullMarked;
