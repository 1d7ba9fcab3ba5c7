package dev.daypass.adapters.store.memory;

import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSearch;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest entries of one node until it stops. */
public final class InMemoryAudit implements AuditPlace {
    private static final Comparator<AuditEntry> NEWEST_FIRST = Comparator.comparing(AuditEntry::at)
            .thenComparing(AuditEntry::sequence)
            .reversed();

    private final int most;
    private final Deque<AuditEntry> entries = new ArrayDeque<>();

    /**
     * A place without entries.
     *
     * @param most how many entries are kept; older ones make room
     */
    public InMemoryAudit(int most) {
        this.most = most;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized Optional<AuditEntry> last() {
        return Optional.ofNullable(entries.peekLast());
    }

    @Override
    public Optional<AuditHead> witness() {
        return Optional.empty();
    }

    @Override
    public synchronized void append(List<AuditEntry> batch) {
        entries.addAll(batch);
        while (entries.size() > most) {
            entries.remove();
        }
    }

    @Override
    public void forEachAfter(long sequence, Consumer<String> lines) {
        copy().stream()
                .filter(entry -> entry.sequence() > sequence)
                .map(AuditEntry::line)
                .forEach(lines);
    }

    @Override
    public List<String> tail(int most) {
        List<AuditEntry> all = copy();
        return all.subList(Math.max(0, all.size() - most), all.size()).stream()
                .map(AuditEntry::line)
                .toList();
    }

    @Override
    public List<String> newest(AuditSearch search) {
        List<String> fragments = search.fragments().stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> correlation =
                search.correlation().map(id -> "\"correlation\":\"" + AuditSearch.escaped(id) + "\"");
        return copy().stream()
                .filter(entry ->
                        search.from().map(from -> !entry.at().isBefore(from)).orElse(true))
                .filter(entry -> search.until().map(entry.at()::isBefore).orElse(true))
                .filter(entry ->
                        search.behind().map(place -> place.isBefore(entry)).orElse(true))
                .filter(entry -> correlation.map(entry.line()::contains).orElse(true))
                .filter(entry -> {
                    String line = entry.line().toLowerCase(Locale.ROOT);
                    return fragments.stream().allMatch(line::contains);
                })
                .sorted(NEWEST_FIRST)
                .limit(search.limit())
                .map(AuditEntry::line)
                .toList();
    }

    private synchronized List<AuditEntry> copy() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
