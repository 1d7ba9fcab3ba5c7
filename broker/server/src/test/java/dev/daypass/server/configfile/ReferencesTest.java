package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
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

final class ReferencesTest {
    private static final Source PLACE = new Source("daypass.yaml", 3, 5);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "value", "NASTY", "a: b # c\n- \"d\"", "NESTED", "${env:NAME}", "EMPTY", "");

    @TempDir
    Path temporary = Path.of("");

    private Path root = Path.of("");
    private Path secrets = Path.of("");
    private final Findings findings = new Findings();

    @BeforeEach
    void directories() throws IOException {
        root = Files.createDirectory(temporary.resolve("config"));
        secrets = Files.createDirectory(temporary.resolve("secrets"));
    }

    private References references() {
        return new References(
                name -> Optional.ofNullable(ENVIRONMENT.get(name)), new Confined(root, List.of(secrets)), findings);
    }

    private String resolve(String text) {
        return references().resolve(text, PLACE);
    }

    private List<String> codes() {
        return findings.sorted().stream().map(Finding::code).toList();
    }

    @Test
    void variablesAreValuesAndNothingElse() {
        assertEquals("value", resolve("${env:NAME}"));
        assertEquals("a value b", resolve("a ${env:NAME} b"));
        assertEquals("fallback", resolve("${env:ABSENT:-fallback}"));
        assertEquals("", resolve("${env:ABSENT:-}"));
        assertEquals("", resolve("${env:EMPTY:-fallback}"), "set to nothing is set");
        assertEquals("a: b # c\n- \"d\"", resolve("${env:NASTY}"), "a value is never parsed");
        assertEquals("${env:NAME}", resolve("${env:NESTED}"), "a value is never resolved again");
        assertEquals(List.of(), codes());
    }

    @Test
    void policyVariablesAreLeftAlone() {
        assertFalse(References.mayHold("arn:daypass:s3:::${aws:PrincipalTag/department}/*"));
    }

    @Test
    void unsetVariableIsToldWithoutGuessing() {
        assertEquals("", resolve("${env:ABSENT}"));
        assertEquals(List.of("unset-variable"), codes());
        assertEquals(PLACE, findings.sorted().get(0).source());
    }

    @Test
    void filesComeWithoutTheirLastLineEnd() throws IOException {
        Files.writeString(root.resolve("token"), "secret\n");
        Files.writeString(secrets.resolve("other"), "two\nlines\n");
        assertEquals("secret", resolve("${file:token}"));
        assertEquals("two\nlines", resolve("${file:" + secrets.resolve("other") + "}"));
        assertEquals(List.of(), codes());
    }

    @Test
    void W29filesOutsideAreRefusedHoweverReached() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside"), "shadow");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("up"), temporary);
        for (String path : List.of("../outside", outside.toString(), "link", "up/outside", "./x/../../outside")) {
            assertEquals("", resolve("${file:" + path + "}"), path);
        }
        assertEquals(5, codes().size());
        assertTrue(codes().stream().allMatch(code -> code.equals("file-outside") || code.equals("missing-file")));
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
        Files.createDirectory(root.resolve("..data"));
        Files.writeString(root.resolve("..data/token"), "mounted");
        Files.createSymbolicLink(root.resolve("token"), Path.of("..data/token"));
        assertEquals("mounted", resolve("${file:token}"));
        assertEquals(List.of(), codes());
    }

    @Test
    void W30fileThatEverybodyMayReadIsRemembered() throws IOException {
        Path open = Files.writeString(root.resolve("open"), "s");
        Path closed = Files.writeString(root.resolve("closed"), "s");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        var references = references();
        references.resolve("${file:open}", PLACE);
        references.resolve("${file:closed}", new Source("daypass.yaml", 9, 9));
        assertEquals(java.util.Set.of(PLACE), references.origins().exposed());
        assertEquals(2, references.origins().references().size());
    }

    @Test
    void hugeFilesAndOddFormsAreTold() throws IOException {
        Files.writeString(root.resolve("huge"), "x".repeat(70_000));
        resolve("${file:huge}");
        resolve("${file:absent}");
        resolve("${env:9NAME}");
        resolve("${env:NAME");
        assertEquals(List.of("file-too-large", "missing-file", "bad-reference-form", "bad-reference-form"), codes());
    }
}
