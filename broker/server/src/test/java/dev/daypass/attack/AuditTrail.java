package dev.daypass.attack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a broker's audit file as it grows. */
final class AuditTrail {
    private static final Pattern MEMBERS = Pattern.compile(
            "\"kind\":\"([A-Z_]+)\",\"outcome\":\"([A-Z]+)\",\"correlation\":\"([^\"]*)\",\"client\":\"[^\"]*\"(?:,\"reason\":\"([A-Z_0-9]+)\")?");

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private long offset;

    AuditTrail(Path file) {
        this.file = file;
    }

    /**
     * An entry.
     *
     * @param reason empty if it was granted
     */
    record Entry(String kind, String outcome, String correlation, String reason, String line) {
        private static Entry of(String line) {
            var members = MEMBERS.matcher(line);
            if (!members.find()) {
                throw new IllegalStateException("no audit entry: " + line);
            }
            String reason = members.group(4) == null ? "" : members.group(4);
            return new Entry(members.group(1), members.group(2), members.group(3), reason, line);
        }

        /** Kind, outcome and reason, for comparing. */
        String told() {
            return (kind + " " + outcome + " " + reason).strip();
        }
    }

    /** The entries about one call. */
    synchronized List<Entry> of(Wire.Reply reply) {
        return all().stream()
                .filter(entry -> entry.correlation().equals(reply.requestId()))
                .toList();
    }

    synchronized List<Entry> all() {
        try (var reading = new RandomAccessFile(file.toFile(), "r")) {
            reading.seek(offset);
            byte[] bytes = new byte[(int) (reading.length() - offset)];
            reading.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            text.substring(0, end).lines().map(Entry::of).forEach(entries::add);
            offset += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
