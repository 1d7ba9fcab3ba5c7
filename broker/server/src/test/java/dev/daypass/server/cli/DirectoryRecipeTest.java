package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Active Directory in ten lines, letter for letter. */
final class DirectoryRecipeTest {
    private static final Path README = Path.of("../../README.md");
    private static final String PLACE = "providers/corp-ad.yaml";

    @TempDir
    Path config = Path.of("");

    @BeforeEach
    void settle() throws IOException {
        Files.writeString(config.resolve("daypass.yaml"), """
                issuer: https://broker.corp.example.com
                listen: { host: 127.0.0.1, port: 8443 }
                store: jdbc:h2:file:./data/daypass
                accounts: { "111122223333": { alias: prod } }
                """);
        written("rules/people.yaml", """
                - name: engineers
                  providers: [corp-ad]
                  when: '"Engineers" in user.groups && user.department != ""'
                  roles: [prod/ReadOnly]
                """);
        written("roles/prod.yaml", """
                prod/ReadOnly:
                  trust:
                    - { Effect: Allow, Principal: { Federated: corp-ad }, Action: "sts:AssumeRoleWithDirectory" }
                  policies: [managed/ReadOnlyAccess]
                """);
        Files.writeString(config.resolve("corp-ca.pem"), SamlKeys.rsa().certificatePem());
        Path secret = Files.createFile(
                config.resolve("ad.secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "the service account's password");
        ServiceKey.writeKeytab(
                config.resolve("http.keytab"),
                ServiceKey.aes256("HTTP/broker.corp.example.com", "CORP.EXAMPLE.COM", 2, new SecureRandom()));
        written(PLACE, String.join("\n", recipe()) + "\n");
    }

    private void written(String file, String text) throws IOException {
        Path target = config.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    /** The recipe's lines as they stand in the README. */
    private static List<String> recipe() throws IOException {
        List<String> block = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("# " + PLACE))
                .takeWhile(line -> !line.equals("```"))
                .toList();
        assertFalse(block.isEmpty(), "the README has no `# " + PLACE + "`");
        return block;
    }

    private CommandRun check() {
        return CommandRun.of("check", "--config", config.toString());
    }

    @Test
    void activeDirectoryInTenLinesIsRightAsItStands() throws IOException {
        long lines = recipe().stream().filter(line -> !line.startsWith("#")).count();
        assertTrue(lines <= 10, lines + " lines");
        CommandRun run = check();
        assertEquals(0, run.status(), run.out() + run.err());
        assertFalse(run.out().contains(PLACE), run.out());
    }

    @Test
    void eachFileItNamesIsNeeded() throws IOException {
        for (String file : List.of("corp-ca.pem", "ad.secret", "http.keytab")) {
            Path away = config.resolve(file + ".away");
            Files.move(config.resolve(file), away);
            CommandRun run = check();
            assertEquals(1, run.status(), file + ": " + run.out() + run.err());
            assertTrue(run.out().contains(PLACE) && run.out().contains(file), file + ": " + run.out());
            Files.move(away, config.resolve(file));
        }
    }
}
