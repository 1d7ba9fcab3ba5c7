package dev.daypass.server.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Files of one directory that their owner alone reads and writes: each written in one step, each with a turn to take. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final String LOCK = ".lock";

    private final Path directory;

    public PrivateFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * A file's text.
     *
     * @param written when it was
     */
    public record Found(String text, Instant written) {
        @Override
        public String toString() {
            return "Found[" + written + "]";
        }
    }

    /**
     * What a file holds; a file that others may read too, or that is none, counts as not there.
     *
     * @throws IOException if it is there and cannot be read
     */
    public Optional<Found> find(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() || !ownerOnly(file)) {
                return Optional.empty();
            }
            return Optional.of(new Found(
                    Files.readString(file), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException nothingKept) {
            return Optional.empty();
        }
    }

    /** Writes a file in one step: nobody reads half of it. */
    public void write(String name, String text, Instant now) throws IOException {
        makeDirectory();
        Path written = Files.createTempFile(directory, name, ".new", owner(OWNER_FILE));
        try {
            Files.writeString(written, text);
            Files.setLastModifiedTime(written, FileTime.from(now));
            Files.move(
                    written,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Removes a file; says whether it was there. */
    public boolean delete(String name) throws IOException {
        return Files.deleteIfExists(directory.resolve(name));
    }

    /** Removes the files whose names begin so; locks stay, for somebody may hold them. */
    public void deleteAll(String prefix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> all = Files.list(directory)) {
            found = all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> !file.getFileName().toString().endsWith(LOCK))
                    .toList();
        }
        for (Path file : found) {
            Files.deleteIfExists(file);
        }
    }

    /** Waits for the turn of a name; closing ends it. */
    public Turn turn(String name) throws IOException {
        makeDirectory();
        Path file = directory.resolve(name + LOCK);
        var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner(OWNER_FILE));
        return new Turn(channel, channel.lock());
    }

    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owner(OWNER_DIRECTORY));
        }
    }

    private boolean ownerOnly(Path file) throws IOException {
        return !posix() || OWNER_FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    private FileAttribute<?>[] owner(Set<PosixFilePermission> permissions) {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The right to renew what a name stands for. */
    public static final class Turn implements AutoCloseable {
        private final FileChannel channel;
        private final FileLock lock;

        private Turn(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }
}
