package dev.daypass.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration directory of an attacked broker, written from the sample beside the tests. */
final class Ground {
    private static final List<String> FILES = List.of(
            "daypass.yaml",
            "providers/corp.yaml",
            "providers/directory.yaml",
            "roles/prod.yaml",
            "rules/people.yaml",
            "users/people.yaml",
            "services/reports.yaml",
            "policies/scopes.yaml",
            "apps/clients.yaml");

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
        Files.writeString(directory.resolve("client.jwks.json"), Clients.jwks());
        Files.writeString(directory.resolve("client.crt"), Clients.CERTIFICATE.certificatePem());
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

    /** Replaces the first of one passage of a file, which must stand there. */
    void edit(String file, String from, String to) throws IOException {
        change(file, from, text -> text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    /** Replaces all passages that fit a pattern, of which there must be one at least. */
    void rewrite(String file, String pattern, String to) throws IOException {
        change(file, pattern, text -> text.replaceAll(pattern, to));
    }

    private void change(String file, String what, UnaryOperator<String> change) throws IOException {
        String text = Files.readString(directory.resolve(file));
        String changed = change.apply(text);
        if (changed.equals(text)) {
            throw new IllegalArgumentException("`" + file + "` says nothing like `" + what + "`");
        }
        // In one step, since the broker looks for changed files by itself.
        Path draft = Files.writeString(directory.resolve("draft.tmp"), changed);
        Files.move(draft, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
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
