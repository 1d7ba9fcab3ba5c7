package dev.daypass.server.portal;

import dev.daypass.core.administration.Administration;
import dev.daypass.core.administration.AuditReading;
import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.administration.SessionDirectory;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;
import java.util.function.Function;

/**
 * The use cases behind the administration's pages.
 *
 * @param providers how they are, asked at each view
 */
public record AdminCore(
        Administration administration,
        SessionDirectory sessions,
        AuditReading audit,
        ChainStates chain,
        Function<Snapshot, List<ProviderReport>> providers) {}
