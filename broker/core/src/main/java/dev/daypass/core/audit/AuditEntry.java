package dev.daypass.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One link of an audit chain, as it is written: a line of JSON that ends in its own hash and, where a batch ends, in a
 * seal.
 *
 * <p>The line is the truth: hashing works on its characters, so that no reader has to render it again. Its form is
 * {@code {"sequence":…,"node":…,"previous":…,"at":…, the rest of the event ,"hash":…[,"seal":…]}}, where the hash is SHA-256 (FIPS 180-4)
 * over everything in front of {@code ,"hash"}.
 *
 * @param head the chain's head once this entry is in
 * @param previous the hash of the entry before
 * @param at when it happened, in milliseconds
 * @param seal a keyed signature of the head, see {@link AuditSeal}
 * @param line without line end
 */
public record AuditEntry(AuditHead head, String previous, Instant at, Optional<String> seal, String line) {
    private static final Pattern BEGINNING = Pattern.compile(
            "\\{\"sequence\":([1-9][0-9]{0,17}),\"node\":\"([A-Za-z0-9._-]{1,64})\",\"previous\":\"([0-9a-f]{64})\",\"at\":\"([0-9:.TZ-]{24})\",");
    private static final Pattern END =
            Pattern.compile(",\"hash\":\"([0-9a-f]{64})\"(?:,\"seal\":\"([0-9]{1,5}\\.[0-9a-f]{64})\")?\\}$");
    /** No longer than any end can be. */
    private static final int LONGEST_END = 170;

    /** Reads a written line; empty if it has not the form of an entry. Whether its hash holds is another question. */
    public static Optional<AuditEntry> parse(String line) {
        Matcher beginning = BEGINNING.matcher(line);
        Matcher end = END.matcher(line).region(Math.max(0, line.length() - LONGEST_END), line.length());
        if (!beginning.lookingAt() || !end.find() || end.start() < beginning.end()) {
            return Optional.empty();
        }
        var head = new AuditHead(beginning.group(2), Long.parseLong(beginning.group(1)), end.group(1));
        Optional<String> seal = Optional.ofNullable(end.group(2));
        return instant(beginning.group(4)).map(at -> new AuditEntry(head, beginning.group(3), at, seal, line));
    }

    public long sequence() {
        return head.sequence();
    }

    /** Whether the line still has the content it was hashed with. */
    public boolean holds() {
        return hash(line.substring(0, line.lastIndexOf(",\"hash\":\""))).equals(head.hash());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String hash(String hashed) {
        try {
            byte[] bytes = hashed.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
