package dev.daypass.server.demo;

import dev.daypass.core.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the demo's configuration: the files of a person, with today's addresses in them, and fresh secrets beside. */
final class DemoDirectory {
    private static final List<String> FILES = List.of(
            "daypass.yaml",
            "providers/company.yaml",
            "rules/company.yaml",
            "roles/prod.yaml",
            "roles/sandbox.yaml",
            "apps/company.yaml",
            "policies/company.yaml",
            "groups/operators.yaml",
            "users/users.yaml",
            "services/backup.yaml",
            "tests/company.yaml");
    private static final List<String> SECRETS = List.of("admin-token", "olga", "peter", "anna", "backup");
    private static final int SECRET_BYTES = 30;

    private final Path root;
    private final SecureRandom random;

    DemoDirectory(Path root, SecureRandom random) {
        this.root = root;
        this.random = random;
    }

    /**
     * Writes it.
     *
     * @param words what stands for {@code {{NAME}}} in the files
     * @param given secrets that are not made here: what others know too
     * @return the secrets, by name
     */
    Keys write(Map<String, String> words, Map<String, String> given) throws IOException {
        for (String file : FILES) {
            Path target = root.resolve(file);
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(root));
            Files.writeString(target, filled(resource(file), words));
        }
        Files.createDirectories(root.resolve("secrets"));
        var secrets = new LinkedHashMap<String, Secret>();
        for (String name : SECRETS) {
            secrets.put(name, secret(name, fresh()));
        }
        for (Map.Entry<String, String> known : given.entrySet()) {
            secrets.put(known.getKey(), secret(known.getKey(), known.getValue()));
        }
        return new Keys(secrets);
    }

    private String fresh() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private Secret secret(String name, String text) throws IOException {
        Path file = root.resolve("secrets").resolve(name);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly(file))) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
        return Secret.of(text);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String filled(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return filled;
    }

    private static String resource(String file) throws IOException {
        try (InputStream in = DemoDirectory.class.getResourceAsStream("config/" + file)) {
            return new String(
                    Optional.ofNullable(in)
                            .orElseThrow(() -> new IOException("`" + file + "` is missing from the jar"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
