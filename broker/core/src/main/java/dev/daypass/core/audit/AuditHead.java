package dev.daypass.core.audit;

/**
 * Where a node's chain stands: its newest entry.
 *
 * <p>Whoever keeps a head somewhere else can tell later whether a chain was cut or rolled back since.
 *
 * @param node the node whose chain it is
 * @param sequence number of the newest entry; 0 before the first
 * @param hash that entry's hash, 64 lower-case hexadecimal digits
 */
public record AuditHead(String node, long sequence, String hash) {
    private static final String NOTHING = "0".repeat(64);

    /** The head of a chain that has no entry yet. */
    public static AuditHead start(String node) {
        return new AuditHead(node, 0, NOTHING);
    }

    /** What a seal is made over. */
    String sealedText() {
        return "audit-head\n" + node + "\n" + sequence + "\n" + hash;
    }
}
