package dev.daypass.adapters.store.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files around an audit file: those put aside, named by their first entry, and the head. */
final class AuditFolder {
    private final Path current;
    private final Path folder;
    private final String stem;
    private final Pattern asideName;
    private final Opening opening;

    /** How a file is opened for writing. */
    @FunctionalInterface
    interface Opening {
        RandomAccessFile open(Path path) throws IOException;
    }

    AuditFolder(Path current) {
        this(current, path -> new RandomAccessFile(path.toFile(), "rw"));
    }

    AuditFolder(Path current, Opening opening) {
        this.opening = opening;
        this.current = current.toAbsolutePath().normalize();
        Path parent = this.current.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("an audit file lies in a folder");
        }
        this.folder = parent;
        this.stem = this.current.getFileName().toString().replaceFirst("\\.jsonl$", "");
        this.asideName = Pattern.compile(Pattern.quote(stem) + "\\.([0-9]{18})\\.jsonl");
    }

    void prepare() throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    Path headFile() {
        return folder.resolve(stem + ".head");
    }

    /** The current file, made if it is not there, and this process's alone. */
    RandomAccessFile openForWriting() throws IOException {
        createOwnerOnly(current);
        RandomAccessFile file = opening.open(current);
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            file.close();
            throw new IOException("this broker writes to it already", e);
        }
        file.close();
        throw new IOException("another broker writes to it");
    }

    static void createOwnerOnly(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // Then it goes on.
            return;
        }
    }

    /** Gives the current file its final name. */
    void setAside(long firstSequence) throws IOException {
        Files.move(current, folder.resolve("%s.%018d.jsonl".formatted(stem, firstSequence)));
    }

    /** The files put aside that may hold entries behind a sequence number, oldest first. */
    List<Path> putAside(long afterSequence) throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(path -> firstSequence(path).isPresent()).sorted().forEach(files::add);
        }
        while (files.size() > 1 && firstSequence(files.get(1)).orElse(0L) <= afterSequence) {
            files.remove(0);
        }
        return files;
    }

    /** The last line of the newest file that was put aside. */
    Optional<String> lastPutAside() throws IOException {
        List<Path> files = putAside(0);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try (var file = new RandomAccessFile(files.get(files.size() - 1).toFile(), "r")) {
            return Lines.last(file);
        }
    }

    private Optional<Long> firstSequence(Path path) {
        Matcher name = asideName.matcher(path.getFileName().toString());
        return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
    }
}
