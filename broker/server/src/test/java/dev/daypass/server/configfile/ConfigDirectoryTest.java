package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.config.ConfigFile;
import dev.daypass.core.config.ConfigTree;
import dev.daypass.core.config.Configuration;
import dev.daypass.core.config.ConfigurationReader;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.source.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigDirectoryTest {
    @TempDir
    Path temporary = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void sound() throws IOException {
        root = Files.createDirectory(temporary.resolve("config"));
        MistakeCases.write(root, Map.of());
    }

    private ConfigTree read() throws IOException {
        return new ConfigDirectory(root, name -> Optional.empty()).read();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    @Test
    void everyFileIsReadInTheOrderOfPaths() throws IOException {
        ConfigTree tree = read();
        assertEquals(
                List.of("daypass.yaml", "providers/ci.yaml", "roles/prod.yaml", "rules/rules.yaml"),
                tree.files().stream().map(ConfigFile::path).toList());
        assertEquals(List.of(), tree.findings());
        assertTrue(ConfigurationReader.read(tree, Reading.Strictness.SERVE).usable());
    }

    @Test
    void revisionIsOfTheContentAlone() throws IOException {
        String before = read().revision();
        assertEquals(before, read().revision());
        Files.writeString(root.resolve("metadata.xml"), "<a/>");
        String withMetadata = read().revision();
        assertNotEquals(before, withMetadata);
        Files.writeString(root.resolve("metadata.xml"), "<b/>");
        assertNotEquals(withMetadata, read().revision());
        Files.delete(root.resolve("metadata.xml"));
        assertEquals(before, read().revision());
    }

    @Test
    void W29linkOutOfTheDirectoryIsRefused() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside.yaml"), "prod/G: { policies: [] }\n");
        Files.createDirectory(root.resolve("groups"));
        Files.createSymbolicLink(root.resolve("groups/g.yaml"), outside);
        ConfigTree tree = read();
        assertEquals(List.of("symlink-outside"), codes(tree.findings()));
        assertEquals(List.of(), tree.of(ConfigFile.Kind.GROUPS));
    }

    @Test
    void W29linkedDirectoriesAreToldAndLinksInACircleAreNoMatter() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("g.yaml"), "prod/G: { policies: [] }\n");
        Files.createSymbolicLink(root.resolve("groups"), elsewhere);
        Files.createSymbolicLink(root.resolve("circle"), root);
        assertEquals(List.of("linked-directory"), codes(read().findings()));
    }

    @Test
    void theDirectoryItselfMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("current"), root);
        ConfigTree tree = new ConfigDirectory(link, name -> Optional.empty()).read();
        assertEquals(4, tree.files().size());
        assertEquals(read().revision(), tree.revision());
    }

    @Test
    void W30secretInAFileThatEverybodyMayReadIsWarnedOf() throws IOException {
        Path secret = Files.writeString(root.resolve("admin"), "0123456789abcdef0123456789abcdef");
        Files.writeString(
                root.resolve("daypass.yaml"),
                Files.readString(root.resolve("daypass.yaml")) + "admin: { token: \"${file:admin}\" }\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(
                List.of(),
                codes(ConfigurationReader.read(read(), Reading.Strictness.SERVE).findings()));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        List<Finding> findings =
                ConfigurationReader.read(read(), Reading.Strictness.SERVE).findings();
        assertEquals(List.of("exposed-secret"), codes(findings));
        assertEquals(Finding.Severity.SECURITY_WARNING, findings.get(0).severity());
    }

    @Test
    void textThatIsNotUtf8IsTold() throws IOException {
        Files.createDirectory(root.resolve("groups"));
        Files.write(root.resolve("groups/a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'});
        Files.writeString(root.resolve("groups/b.yaml"), "\uFEFFprod/G: {}\n");
        assertEquals(List.of("not-utf-8", "not-utf-8"), codes(read().findings()));
    }

    @Test
    void absentDirectoryIsAFault() {
        var nowhere = new ConfigDirectory(temporary.resolve("nowhere"), name -> Optional.empty());
        assertThrows(IOException.class, nowhere::read);
    }

    @Test
    void secretsDirectoryIsTheOneWayOut() throws IOException {
        Path secrets = Files.createDirectory(temporary.resolve("secrets"));
        Files.writeString(secrets.resolve("admin"), "0123456789abcdef0123456789abcdef");
        String token = "admin: { token: \"${file:" + secrets.resolve("admin") + "}\" }\n";
        Path broker = root.resolve("daypass.yaml");
        String sound = Files.readString(broker);
        Files.writeString(broker, sound + token);
        assertEquals(List.of("file-outside"), codes(read().findings()));
        Files.writeString(broker, sound + token + "secretsDirectory: " + secrets + "\n");
        assertEquals(List.of(), read().findings());
    }

    @Test
    void emptySecretsKeepServeFromStartingAndCheckOnlySaysSo() throws IOException {
        String bob = """
                prod/bob:
                  accessKeys: [{ id: AKIABOBBOBBOB2345672, secret: "${env:BOB:-}" }]
                """;
        MistakeCases.write(root, Map.of("users/u.yaml", bob));
        Configuration checked = ConfigurationReader.read(read(), Reading.Strictness.CHECK);
        assertTrue(checked.usable());
        assertEquals(List.of("empty-secret"), codes(checked.findings()));
        Configuration served = ConfigurationReader.read(read(), Reading.Strictness.SERVE);
        assertEquals(Finding.Severity.ERROR, served.findings().get(0).severity());
        assertEquals(Optional.empty(), served.snapshot(present -> {
            throw new AssertionError("no ids are asked for a configuration with errors");
        }));
    }

    @Test
    void W30noSecretShowsInFindingsOrTexts() throws IOException {
        String secret = "hunter2-hunter2-hunter2-hunter2-hunter2";
        String broker = """
                issuer: "${env:S}"
                listen: { port: "${env:S}" }
                store: "${env:S}"
                accounts: { "111122223333": { alias: prod } }
                admin: { token: "${env:S}" }
                partition: "${env:S}"
                """;
        String users = """
                prod/bob:
                  enabled: "${env:S}"
                  tags: { a: "${env:S}*" }
                  accessKeys: [{ id: "${env:S}", secret: "${env:S}" }]
                """;
        MistakeCases.write(root, Map.of("daypass.yaml", broker, "users/u.yaml", users));
        ConfigTree tree = new ConfigDirectory(root, name -> Optional.of(secret)).read();
        Configuration configuration = ConfigurationReader.read(tree, Reading.Strictness.SERVE);
        assertTrue(configuration.findings().size() >= 7, configuration.findings()::toString);
        assertTrue(!configuration.findings().toString().contains("hunter2"), configuration.findings()::toString);
        assertTrue(!configuration.settings().toString().contains("hunter2"));
    }
}
