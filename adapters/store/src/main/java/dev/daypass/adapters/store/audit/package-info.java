/**
 * The audit journal: one chain of entries, durable in every place before its event counts as told.
 *
 * <p>{@link dev.daypass.adapters.store.audit.AuditJournal} gathers events, has the core chain them, and writes the batch
 * to each {@link dev.daypass.adapters.store.audit.AuditPlace}: {@link dev.daypass.adapters.store.audit.AuditFile} here, a
 * table next door in {@code jdbc}. After any failure, and at start, the places are brought to agree before anything new
 * is written.
 */
@NullMarked
package dev.daypass.adapters.store.audit;

import org.jspecify.annotations.NullMarked;
