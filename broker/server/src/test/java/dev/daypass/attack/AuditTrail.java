package dev.daypass.attack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a broker's audit file as it grows. */
final class AuditTrail {
    private static final Pattern MEMBERS = Pattern.compile(
            "\"kind\":\"([A-Z_]+)\",\"outcome\":\"([A-Z]+)\",\"correlation\":\"([^\"]*)\",\"client\":\"[^\"]*\"(?:,\"reason\":\"([A-Z_0-9]+)\")?");

    private static final Pattern PUT_ASIDE = Pattern.compile("audit\\.[0-9]+\\.jsonl");

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
        try {
            if (Files.size(file) < offset) {
                // Put aside for a new day: its last lines are still to be read.
                read(newestPutAside());
                offset = 0;
            }
            read(file);
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newestPutAside() throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            return files.filter(each ->
                            PUT_ASIDE.matcher(each.getFileName().toString()).matches())
                    .max(Comparator.comparing(AuditTrail::number))
                    .orElseThrow();
        }
    }

    private static long number(Path putAside) {
        return Long.parseLong(putAside.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    private void read(Path from) throws IOException {
        try (var reading = new RandomAccessFile(from.toFile(), "r")) {
            reading.seek(offset);
            byte[] bytes = new byte[(int) (reading.length() - offset)];
            reading.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().map(Entry::of).forEach(entries::add);
            offset += whole.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
