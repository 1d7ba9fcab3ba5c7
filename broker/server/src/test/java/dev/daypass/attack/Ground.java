package dev.daypass.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The configuration directory of an attacked broker, written from the sample beside the tests. */
final class Ground {
    private static final List<String> FILES =
            List.of("daypass.yaml", "providers/corp.yaml", "roles/prod.yaml", "rules/people.yaml", "users/people.yaml");

    private final Path directory;
    private final Map<String, String> places;

    /**
     * Writes it.
     *
     * @param places what stands for {@code @NAME@}
     */
    Ground(Path directory, Map<String, String> places, String metadata) throws IOException {
        this.directory = directory;
        this.places = places;
        Files.writeString(directory.resolve("corp.xml"), metadata);
        restore();
    }

    Path directory() {
        return directory;
    }

    /** Writes every file as it was at first. */
    void restore() throws IOException {
        for (String file : FILES) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, original(file));
        }
    }

    /** Replaces one passage of a file, which must stand there. */
    void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(directory.resolve(file));
        if (!text.contains(from)) {
            throw new IllegalArgumentException("`" + file + "` does not say `" + from + "`");
        }
        // In one step, since the broker looks for changed files by itself.
        Path draft = Files.writeString(directory.resolve("draft.tmp"), text.replaceFirst(quote(from), to));
        Files.move(draft, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quote(String text) {
        return Pattern.quote(text);
    }

    private String original(String file) throws IOException {
        try (InputStream sample = Ground.class.getResourceAsStream("config/" + file)) {
            if (sample == null) {
                throw new IllegalStateException("the sample `" + file + "` is missing");
            }
            String text = new String(sample.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> place : places.entrySet()) {
                text = text.replace("@" + place.getKey() + "@", place.getValue());
            }
            return text;
        }
    }
}
