package dev.daypass.adapters.store.audit;

import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.outcome.UnavailableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The newest head beside an audit file: one line, written over in place. */
final class HeadFile {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._-]{1,64}) ([0-9]{1,18}) ([0-9a-f]{64})\n\\s*");
    /** As long as the longest line, so that a shorter one leaves nothing of a longer one behind. */
    private static final int WIDTH = 64 + 1 + 18 + 1 + 64 + 1;

    private final Path path;
    private final RandomAccessFile file;

    private HeadFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static HeadFile open(Path path) throws IOException {
        AuditFolder.createOwnerOnly(path);
        return new HeadFile(path, new RandomAccessFile(path.toFile(), "rw"));
    }

    synchronized Optional<AuditHead> read() {
        try {
            byte[] bytes = new byte[(int) Math.min(file.length(), WIDTH)];
            file.seek(0);
            file.readFully(bytes);
            Matcher line = LINE.matcher(new String(bytes, StandardCharsets.UTF_8));
            if (!line.matches()) {
                return Optional.empty();
            }
            return Optional.of(new AuditHead(line.group(1), Long.parseLong(line.group(2)), line.group(3)));
        } catch (IOException e) {
            throw new UnavailableException("the audit head `" + path + "` cannot be read", e);
        }
    }

    synchronized void write(AuditHead head) throws IOException {
        var line = new StringBuilder(WIDTH);
        line.append(head.node())
                .append(' ')
                .append(head.sequence())
                .append(' ')
                .append(head.hash())
                .append('\n');
        while (line.length() < WIDTH) {
            line.append(' ');
        }
        file.seek(0);
        file.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    void close() throws IOException {
        file.close();
    }
}
