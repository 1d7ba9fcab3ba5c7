package dev.daypass.server.configfile;

import dev.daypass.core.config.Attachments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Directories that configuration may read from. A path that leads out of them, by steps or by symbolic links, names no
 * file.
 *
 * @param root the configuration directory: relative paths begin there
 * @param others further directories that absolute paths may lead into
 */
record Confined(Path root, List<Path> others) implements Attachments {
    private static final long LARGEST_TEXT = 256 * 1024;

    Confined {
        others = List.copyOf(others);
    }

    /** The file as it really lies; empty if it is no regular file, or lies outside. */
    Optional<Path> file(String path) {
        try {
            Path real = root.resolve(path).toRealPath();
            boolean inside = contains(root, real) || others.stream().anyMatch(other -> contains(other, real));
            return inside && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether something of that name is there, inside or outside. */
    boolean exists(String path) {
        try {
            return Files.exists(root.resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean contains(Path directory, Path real) {
        try {
            return real.startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<URI> locate(String path) {
        return file(path).map(Path::toUri);
    }

    @Override
    public Optional<String> text(String path) {
        return file(path).flatMap(found -> {
            try {
                return Files.size(found) <= LARGEST_TEXT ? Optional.of(Files.readString(found)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
