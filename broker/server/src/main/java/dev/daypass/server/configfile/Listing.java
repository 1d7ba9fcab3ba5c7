package dev.daypass.server.configfile;

import dev.daypass.core.config.ConfigFile;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import dev.daypass.core.source.Suggestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in a configuration directory.
 *
 * @param configuration relative paths of the files that are read, sorted
 * @param revision a hash over names and contents of all files, those beside the configuration too
 */
record Listing(List<String> configuration, String revision) {
    private static final int DEEPEST = 4;
    private static final long LARGEST = 4L * 1024 * 1024;
    /** Where database and audit are by default. */
    private static final String DATA = "data";

    private static final List<String> WRITTEN = List.of(".db", ".lock", ".log", ".jsonl", ".tmp");
    private static final Set<String> KNOWN = Arrays.stream(ConfigFile.Kind.values())
            .map(ConfigFile.Kind::place)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    static Listing of(Path root, Findings findings) throws IOException {
        Path real = root.toRealPath();
        var configuration = new ArrayList<String>();
        MessageDigest digest = sha256();
        linkedDirectories(real, findings);
        for (Path file : files(real)) {
            String path = real.relativize(file).toString().replace('\\', '/');
            if (!file.toRealPath().startsWith(real)) {
                findings.error(
                        "symlink-outside",
                        Source.of(path),
                        "the file is a symbolic link that leads out of the configuration directory",
                        "put the file itself here");
                continue;
            }
            digest.update((path + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
            if (Files.size(file) <= LARGEST) {
                digest.update(Files.readAllBytes(file));
            }
            if (isConfiguration(path, findings)) {
                configuration.add(path);
            }
        }
        return new Listing(
                List.copyOf(configuration),
                HexFormat.of().formatHex(digest.digest()).substring(0, 32));
    }

    /** Links to directories are not followed, so that none leads in a circle; one in a known place is told. */
    private static void linkedDirectories(Path root, Findings findings) {
        for (String place : KNOWN) {
            Path directory = root.resolve(place);
            if (Files.isSymbolicLink(directory) && Files.isDirectory(directory)) {
                findings.error(
                        "linked-directory",
                        Source.of(place),
                        "`" + place + "` is a symbolic link to a directory, which is not followed",
                        "put the directory itself here");
            }
        }
    }

    /**
     * Regular files, sorted. Hidden ones, and what lies under hidden directories, are nobody's business; nor is what the
     * broker itself writes while it runs, or it would reload for ever.
     */
    static List<Path> files(Path root) throws IOException {
        Path real = root.toRealPath();
        try (Stream<Path> walk = Files.walk(real, DEEPEST)) {
            return walk.filter(file -> !isIgnored(real.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Hidden files, and {@code data/}, where a broker keeps what changes all the time. */
    private static boolean isIgnored(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.equals(DATA) || WRITTEN.stream().anyMatch(name::endsWith)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConfiguration(String path, Findings findings) {
        int slash = path.indexOf('/');
        boolean yaml = path.endsWith(".yaml");
        if (slash < 0) {
            return top(path, findings);
        }
        String place = path.substring(0, slash);
        if (!KNOWN.contains(place)) {
            unknownDirectory(path, place, findings);
            return false;
        }
        boolean nested = path.indexOf('/', slash + 1) > 0;
        boolean json = path.endsWith(".json") && place.equals(ConfigFile.Kind.POLICIES.place());
        if (!nested && (yaml || json)) {
            return true;
        }
        unread(path, nested ? "directories are not nested" : "files here end in `.yaml`", findings);
        return false;
    }

    private static boolean top(String path, Findings findings) {
        if (path.equals(ConfigFile.Kind.BROKER.place())) {
            return true;
        }
        if (looksLikeYaml(path)) {
            unread(path, "only `daypass.yaml` is read here", findings);
        }
        return false;
    }

    private static boolean looksLikeYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    private static void unread(String path, String why, Findings findings) {
        findings.error(
                "unknown-file",
                Source.of(path),
                "nothing reads this file: " + why,
                "move or rename it, or give it a name that begins with a dot");
    }

    private static void unknownDirectory(String path, String place, Findings findings) {
        Optional<String> near = Suggestions.closest(place, KNOWN);
        if (looksLikeYaml(path) || near.isPresent()) {
            findings.error(
                    "unknown-directory",
                    Source.of(path),
                    "nothing reads the directory `" + place + "`"
                            + near.map(name -> " (did you mean `" + name + "`?)")
                                    .orElse(""),
                    "known are " + String.join(", ", KNOWN));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
