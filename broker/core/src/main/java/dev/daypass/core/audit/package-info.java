/**
 * What happened and why, for people who come later: every decision is an event, durable before its answer.
 *
 * <p>{@link dev.daypass.core.audit.AuditEvent} is what is told. {@link dev.daypass.core.audit.AuditChain} turns events
 * into {@link dev.daypass.core.audit.AuditEntry entries} that carry each other's hashes, {@link
 * dev.daypass.core.audit.AuditSeal} signs where the chain stands, and {@link dev.daypass.core.audit.AuditVerification}
 * names the first entry that was changed, moved or taken away. Writing and reading them is the store adapter's, behind
 * {@link dev.daypass.core.audit.AuditSink}; {@link dev.daypass.core.audit.AuditArchive} looks entries up, and {@link
 * dev.daypass.core.audit.AuditRecord} is one read again.
 */
@NullMarked
package dev.daypass.core.audit;

import org.jspecify.annotations.NullMarked;
