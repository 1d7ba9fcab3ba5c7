package dev.daypass.core.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place among the entries of all nodes, newest first: behind an entry.
 *
 * @param at when the entry happened, in milliseconds
 * @param node whose chain it is in
 * @param sequence its number there
 */
public record AuditCursor(Instant at, String node, long sequence) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})~([0-9]{1,18})~([A-Za-z0-9._-]{1,64})");

    /** Behind an entry. */
    public static AuditCursor behind(AuditEntry entry) {
        return new AuditCursor(entry.at(), entry.head().node(), entry.sequence());
    }

    /** What {@link #text} wrote; empty if it is nothing of the kind. */
    public static Optional<AuditCursor> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new AuditCursor(
                        Instant.ofEpochMilli(Long.parseLong(form.group(1))),
                        form.group(3),
                        Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /** Fit for a link. */
    public String text() {
        return at.toEpochMilli() + "~" + sequence + "~" + node;
    }

    /** Whether an entry comes behind this place, newest first. */
    public boolean isBefore(AuditEntry entry) {
        int byTime = entry.at().compareTo(at);
        int byNode = entry.head().node().compareTo(node);
        return byTime != 0 ? byTime < 0 : byNode != 0 ? byNode < 0 : entry.sequence() < sequence;
    }
}
