package dev.daypass.core.audit;

import java.util.List;

/** Port: the audit's entries, for people who look something up. Faults are {@code UnavailableException}s. */
public interface AuditArchive {
    /** The lines that match, of all nodes, newest first, each exactly as it is chained. */
    List<String> newest(AuditSearch search);
}
