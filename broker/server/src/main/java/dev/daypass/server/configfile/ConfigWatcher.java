package dev.daypass.server.configfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks for a reload when files of a directory have changed and then stayed as they are for one look more, so that a
 * half-written configuration is not taken.
 *
 * <p>It polls names, sizes and times: that works on every file system, mounted volumes included. Looks and reloads run on
 * the given scheduler, one at a time.
 */
public final class ConfigWatcher implements AutoCloseable {
    private final Path directory;
    private final ScheduledExecutorService scheduler;
    private final BooleanSupplier reload;
    private final Object lock = new Object();
    private Optional<ScheduledFuture<?>> looking = Optional.empty();
    private String served = "";
    private String seen = "";

    /**
     * A watcher; {@link #start} begins.
     *
     * @param scheduler runs looks and reloads; the caller ends it
     * @param reload reads and takes the configuration; refuses a bad one by itself; {@code false} if it could not judge
     *     it, so that it is tried again at the next look
     */
    public ConfigWatcher(Path directory, ScheduledExecutorService scheduler, BooleanSupplier reload) {
        this.directory = directory;
        this.scheduler = scheduler;
        this.reload = reload;
    }

    /** Takes what lies there now for served, and looks again at this interval. */
    public void start(Duration interval) {
        synchronized (lock) {
            served = fingerprint();
            seen = served;
            looking = Optional.of(scheduler.scheduleWithFixedDelay(
                    this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** One look. */
    void look() {
        synchronized (lock) {
            String now = fingerprint();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(served) && reload.getAsBoolean()) {
                served = now;
            }
        }
    }

    /** Names, sizes and times of all files; what cannot be listed has a fingerprint of its own. */
    private String fingerprint() {
        MessageDigest digest = Listing.sha256();
        try {
            for (Path file : Listing.files(directory)) {
                String line = file + "\n" + Files.size(file) + "\n"
                        + Files.getLastModifiedTime(file).toMillis() + "\n" + file.toRealPath() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return "unreadable";
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        synchronized (lock) {
            looking.ifPresent(future -> future.cancel(false));
            looking = Optional.empty();
        }
    }
}
