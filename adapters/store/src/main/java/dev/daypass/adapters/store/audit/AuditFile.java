package dev.daypass.adapters.store.audit;

import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.outcome.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The audit as lines of JSON in a file of its own, readable by its owner alone. Each batch is forced to the disk. At a
 * size or with a new day (UTC) the file is put aside under the number of its first entry, {@code audit.NUMBER.jsonl}.
 *
 * <p>Beside it stands {@code audit.head}: node, sequence, hash of the newest entry, so that a file cut behind a batch
 * shows. It is written after the entries and never ahead of them.
 */
public final class AuditFile implements AuditPlace {
    private final Path path;
    private final Rotation rotation;
    private final AuditFolder folder;
    private final HeadFile headFile;
    /** Random access instead of a channel: an interrupted thread does not close it. */
    private RandomAccessFile file;

    /** Whether the last file is put aside and the next one not open yet. */
    private boolean between;

    private Optional<AuditEntry> newest = Optional.empty();

    /**
     * When a file is put aside.
     *
     * @param bytes from this size on
     * @param daily also with each new day of entries
     */
    public record Rotation(long bytes, boolean daily) {
        /** 64 MiB, and every day. */
        public static Rotation usual() {
            return new Rotation(64L << 20, true);
        }
    }

    private AuditFile(Path path, Rotation rotation, AuditFolder folder, HeadFile headFile, RandomAccessFile file) {
        this.path = path;
        this.rotation = rotation;
        this.folder = folder;
        this.headFile = headFile;
        this.file = file;
    }

    /**
     * Opens or makes the file.
     *
     * @param path such as {@code data/audit.jsonl}; no other broker may write there
     */
    public static AuditFile open(Path path, Rotation rotation) {
        return open(path, rotation, new AuditFolder(path));
    }

    static AuditFile open(Path path, Rotation rotation, AuditFolder folder) {
        try {
            folder.prepare();
            RandomAccessFile file = folder.openForWriting();
            return new AuditFile(path, rotation, folder, HeadFile.open(folder.headFile()), file);
        } catch (IOException e) {
            throw unavailable("opened", path, e);
        }
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized Optional<AuditEntry> last() {
        try {
            reopen();
            file.setLength(Lines.endOfLast(file));
            Optional<String> line = Lines.last(file);
            newest = (line.isPresent() ? line : folder.lastPutAside()).map(this::entry);
            return newest;
        } catch (IOException e) {
            throw unavailable("read", path, e);
        }
    }

    @Override
    public Optional<AuditHead> witness() {
        return headFile.read();
    }

    @Override
    public synchronized void append(List<AuditEntry> batch) {
        var text = new StringBuilder();
        batch.forEach(entry -> text.append(entry.line()).append('\n'));
        AuditEntry end = batch.get(batch.size() - 1);
        try {
            reopen();
            rotateFor(batch.get(0));
            write(text.toString().getBytes(StandardCharsets.UTF_8));
            headFile.write(end.head());
            newest = Optional.of(end);
        } catch (IOException e) {
            throw unavailable("written", path, e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        long before = file.length();
        try {
            file.seek(before);
            file.write(bytes);
            file.getFD().sync();
        } catch (IOException e) {
            // INVARIANT: no part of a batch stays. If even this fails, last() does it before anything new is written.
            file.setLength(before);
            throw e;
        }
    }

    private void rotateFor(AuditEntry next) throws IOException {
        boolean newDay = newest.map(entry -> rotation.daily() && !day(entry).equals(day(next)))
                .orElse(false);
        if (file.length() == 0 || (file.length() < rotation.bytes() && !newDay)) {
            return;
        }
        folder.setAside(entry(Lines.first(file)).sequence());
        file.close();
        between = true;
        reopen();
    }

    /** A next file that could not be opened is tried again with each call; till then every append is refused. */
    private void reopen() throws IOException {
        if (between) {
            file = folder.openForWriting();
            between = false;
        }
    }

    private static LocalDate day(AuditEntry entry) {
        return entry.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private AuditEntry entry(String line) {
        return AuditEntry.parse(line)
                .orElseThrow(() -> new UnavailableException("the audit file `" + path
                        + "` holds a line that is no audit entry: verify it, then move it away"));
    }

    @Override
    public void forEachAfter(long sequence, Consumer<String> lines) {
        try {
            Reading reading = reading(sequence);
            try (InputStream current = reading.current) {
                for (Path each : reading.putAside) {
                    try (InputStream older = Files.newInputStream(each)) {
                        Lines.forEach(older, line -> handOut(line, sequence, lines));
                    }
                }
                Lines.forEach(current, line -> handOut(line, sequence, lines));
            }
        } catch (IOException e) {
            throw unavailable("read", path, e);
        }
    }

    /** All files as they are now: the current one is held open, so that it may be put aside meanwhile. */
    private synchronized Reading reading(long sequence) throws IOException {
        return new Reading(folder.putAside(sequence), Files.newInputStream(path));
    }

    private record Reading(List<Path> putAside, InputStream current) {}

    private static void handOut(String line, long sequence, Consumer<String> lines) {
        if (AuditEntry.parse(line).map(entry -> entry.sequence() > sequence).orElse(true)) {
            lines.accept(line);
        }
    }

    @Override
    public synchronized List<String> tail(int most) {
        try {
            var files = new ArrayList<>(folder.putAside(0));
            files.add(path);
            return Lines.tail(files, most);
        } catch (IOException e) {
            throw unavailable("read", path, e);
        }
    }

    private static UnavailableException unavailable(String done, Path path, IOException e) {
        return new UnavailableException("the audit file `" + path + "` cannot be " + done, e);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
            headFile.close();
        } catch (IOException e) {
            throw unavailable("closed", path, e);
        }
    }
}
