package dev.daypass.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of more than 400 lines has a second idea in it, tests included. */
final class FileSizeTest {
    private static final int MOST = 400;

    @Test
    void noSourceFileIsLong() throws IOException {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        var seen = new ArrayList<Path>();
        for (String part : List.of("broker", "adapters")) {
            seen.addAll(sources(root.resolve(part)));
        }
        assertTrue(seen.size() > 500, () -> "only " + seen.size() + " source files were found below " + root);
        assertEquals(List.of(), tooLong(seen));
    }

    @Test
    void aLongFileIsFound(@TempDir Path directory) throws IOException {
        Path honest = Files.writeString(directory.resolve("Honest.java"), "\n".repeat(MOST));
        Path tall = Files.writeString(directory.resolve("Tall.java"), "\n".repeat(MOST + 1));
        assertEquals(2, sources(directory).size());
        assertEquals(List.of(tall), tooLong(List.of(honest, tall)));
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static List<Path> tooLong(List<Path> files) throws IOException {
        var found = new ArrayList<Path>();
        for (Path file : files) {
            if (Files.readAllLines(file).size() > MOST) {
                found.add(file);
            }
        }
        return found;
    }
}
