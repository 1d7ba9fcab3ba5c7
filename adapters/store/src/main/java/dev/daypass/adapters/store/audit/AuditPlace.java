package dev.daypass.adapters.store.audit;

import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSearch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Where a node's chain is kept. The journal alone writes to it, one batch at a time; reading may happen meanwhile.
 *
 * <p>Faults are {@link dev.daypass.core.outcome.UnavailableException}s. After one the place may hold the batch or not,
 * but never a part of it once {@link #last} has been asked.
 */
public interface AuditPlace extends AutoCloseable {
    /** What it is called in reports: {@code file} or {@code table}. */
    String name();

    /** The newest entry. What a crash or a full disk left half-written is removed first. */
    Optional<AuditEntry> last();

    /** Where the chain is known to have stood, from a source beside the entries; empty where there is none. */
    Optional<AuditHead> witness();

    /** Adds a batch; durable when it returns. */
    void append(List<AuditEntry> batch);

    /** Hands out the written lines behind a sequence number, oldest first, each exactly as it is written. */
    void forEachAfter(long sequence, Consumer<String> lines);

    /** The head that the chain had with this entry, if the entry is here. Reads on to the end; for verifications. */
    default Optional<AuditHead> headAt(long sequence) {
        var found = new AtomicReference<Optional<AuditHead>>(Optional.empty());
        forEachAfter(sequence - 1, line -> AuditEntry.parse(line)
                .filter(entry -> entry.sequence() == sequence && entry.holds())
                .ifPresent(entry -> found.compareAndSet(Optional.empty(), Optional.of(entry.head()))));
        return Objects.requireNonNull(found.get());
    }

    /** What an archive of this place finds; nothing where none is kept. */
    default List<String> newest(AuditSearch search) {
        return List.of();
    }

    /** The newest lines, oldest of them first. */
    List<String> tail(int most);

    @Override
    void close();
}
