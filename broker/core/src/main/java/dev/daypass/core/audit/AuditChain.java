package dev.daypass.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chains events: every entry carries the hash of the one before it, and the last of each batch a seal over the head.
 *
 * <p>A pure function of head and events; whoever writes the entries keeps the head. Each node has a chain of its own, so
 * that no node waits for another. Safe for several threads.
 */
public final class AuditChain {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final AuditSeal seal;

    public AuditChain(AuditSeal seal) {
        this.seal = seal;
    }

    /** Whether a text can be a node's name in the chain: 1 to 64 of letters, digits, dot, underscore, hyphen. */
    public static boolean isNodeName(String node) {
        return NODE.matcher(node).matches();
    }

    /** The entries of one batch, in order, behind the given head. */
    public List<AuditEntry> extend(AuditHead head, List<AuditEvent> events) {
        if (!isNodeName(head.node())) {
            throw new IllegalArgumentException("a node's name has 1 to 64 of the characters A-Z a-z 0-9 . _ -");
        }
        var entries = new ArrayList<AuditEntry>(events.size());
        AuditHead before = head;
        for (int i = 0; i < events.size(); i++) {
            String hashed = AuditLine.render(before, events.get(i));
            var after = new AuditHead(head.node(), before.sequence() + 1, AuditEntry.hash(hashed));
            boolean last = i == events.size() - 1;
            Optional<String> sealed = last ? Optional.of(seal.of(after)) : Optional.empty();
            Instant at = events.get(i).at().truncatedTo(ChronoUnit.MILLIS);
            entries.add(new AuditEntry(after, before.hash(), at, sealed, line(hashed, after, sealed)));
            before = after;
        }
        return entries;
    }

    private static String line(String hashed, AuditHead after, Optional<String> sealed) {
        String end = sealed.map(text -> ",\"seal\":\"" + text + "\"").orElse("");
        return hashed + ",\"hash\":\"" + after.hash() + "\"" + end + "}";
    }
}
