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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps sessions between calls, one file a profile, readable by its owner alone. Processes that find nothing fresh take
 * turns: one asks the broker, the others find what it got.
 */
public final class CredentialCache {
    /** What AWS tools begin to refresh at. Handing out less would have them ask again at once. */
    private static final Duration EARLY = Duration.ofMinutes(15);

    /** A short session is kept for three quarters of its life. */
    private static final int LIFE_SHARE = 4;

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final Clock clock;

    public CredentialCache(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What is kept for a profile, whether or not it is still good.
     *
     * @param changed when the profile was last edited; what was kept before that is not returned
     * @throws IOException if the file is there and cannot be read
     */
    public Optional<Kept> find(String profile, Instant changed) throws IOException {
        Path file = file(profile);
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant written = attributes.lastModifiedTime().toInstant();
            if (!attributes.isRegularFile() || !ownerOnly(file) || written.isBefore(changed)) {
                return Optional.empty();
            }
            var kept = new ProcessCredentials(Files.readString(file));
            return kept.credentials()
                    .flatMap(ClientCredentials::expiration)
                    .map(expiration -> new Kept(kept, written, expiration, clock.instant()));
        } catch (NoSuchFileException nothingKept) {
            return Optional.empty();
        }
    }

    /** Keeps credentials for a profile, in one step: nobody reads half of them. */
    public void keep(String profile, ProcessCredentials credentials) throws IOException {
        makeDirectory();
        Path written = Files.createTempFile(directory, profile, ".new", owner(OWNER_FILE));
        try {
            Files.writeString(written, credentials.json());
            Files.setLastModifiedTime(written, FileTime.from(clock.instant()));
            Files.move(written, file(profile), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Waits for a profile's turn; closing ends it. */
    public Turn turn(String profile) throws IOException {
        makeDirectory();
        Path file = directory.resolve(profile + ".lock");
        var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner(OWNER_FILE));
        return new Turn(channel, channel.lock());
    }

    private Path file(String profile) {
        return directory.resolve(profile + ".json");
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

    /**
     * What is kept for a profile.
     *
     * @param written when it was
     * @param now when it was looked for
     */
    public record Kept(ProcessCredentials credentials, Instant written, Instant expiration, Instant now) {
        /** Whether it lasts long enough to be handed out without asking for new. */
        public boolean fresh() {
            Duration share = Duration.between(written, expiration).dividedBy(LIFE_SHARE);
            return now.plus(share.compareTo(EARLY) < 0 ? share : EARLY).isBefore(expiration);
        }

        /** Whether it still opens anything. */
        public boolean alive() {
            return now.isBefore(expiration);
        }
    }

    /** The right to refresh one profile. */
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
