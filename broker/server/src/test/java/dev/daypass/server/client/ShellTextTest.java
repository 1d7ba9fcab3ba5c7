package dev.daypass.server.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hostile value stays a value, in the shells themselves where they are at hand. */
final class ShellTextTest {
    private static final List<String> HOSTILE = List.of(
            "plain/+value==",
            "",
            "it's",
            "''",
            "'; touch /tmp/daypass-was-here; '",
            "$(touch /tmp/daypass-was-here)",
            "`touch /tmp/daypass-was-here`",
            "$HOME ${HOME} %PATH% !x!",
            "a\\",
            "\\'; echo x; '",
            "\"quoted\"",
            "# no comment",
            " spaces  around ",
            "*?[a-z]~{1,2}",
            "a=b&c|d<e>f^g;h",
            "\u2018; Remove-Item x; \u2019",
            "-n");

    static Stream<String> values() {
        return HOSTILE.stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void posixShellsReadTheValue(String value) throws Exception {
        for (String shell : List.of("/bin/sh", "/bin/bash")) {
            for (ShellText text : List.of(ShellText.SH, ShellText.BASH, ShellText.ZSH)) {
                assertEquals(value, read(shell, "X=before; " + text.set("X", value)), text.word());
            }
        }
    }

    private static String read(String shell, String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell, "-c", line + "\nprintf '%s' \"$X\"")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void fishEscapesBackslashesAndQuotes() {
        assertEquals("set -gx X 'a\\\\b\\'c$d';", ShellText.FISH.set("X", "a\\b'c$d"));
        assertEquals("set -e X;", ShellText.FISH.unset("X"));
    }

    @Test
    void powershellDoublesEveryQuoteThatItKnows() {
        assertEquals(
                "$Env:X = 'a''b\u2019\u2019c\u2018\u2018$(d)`e'",
                ShellText.POWERSHELL.set("X", "a'b\u2019c\u2018$(d)`e"));
        assertEquals("Remove-Item -ErrorAction SilentlyContinue Env:\\X", ShellText.POWERSHELL.unset("X"));
    }

    @Test
    void cmdIsToldOnlyWhatItReadsAsText() {
        assertEquals("set \"X=a/b+c=d e\"", ShellText.CMD.set("X", "a/b+c=d e"));
        assertEquals("set \"X=\"", ShellText.CMD.unset("X"));
        for (String value : List.of("%PATH%", "a\"&calc", "!x!", "a^b", "a|b", "a<b", "a>b", "a&b")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> ShellText.CMD.set("X", value));
            assertTrue(String.valueOf(refused.getMessage()).contains("daypass exec"));
        }
    }

    @Test
    void dotenvIsBareOrQuotedOrRefused() {
        assertEquals("X=a/b+c==", ShellText.DOTENV.set("X", "a/b+c=="));
        assertEquals("X='a b #c $d'", ShellText.DOTENV.set("X", "a b #c $d"));
        for (String value : List.of("it's", "a b\\", "a\\' b", "\\")) {
            assertThrows(IllegalArgumentException.class, () -> ShellText.DOTENV.set("X", value), value);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aSecondLineIsNoValue(ShellText shell) {
        for (String value : List.of("a\nb", "a\rb", "a\u0000b", "a\u001b[2Jb")) {
            assertThrows(IllegalArgumentException.class, () -> shell.set("X", value), shell.word());
        }
        assertThrows(IllegalArgumentException.class, () -> shell.set("X;rm", "a"));
        assertThrows(IllegalArgumentException.class, () -> shell.unset("X Y"));
    }

    static Stream<ShellText> shells() {
        return Stream.of(ShellText.values());
    }

    @Test
    void theEnvironmentTellsWhichShellItIs() {
        assertEquals(ShellText.FISH, current(Map.of("SHELL", "/usr/bin/fish")));
        assertEquals(ShellText.BASH, current(Map.of("SHELL", "/bin/bash", "PSModulePath", "x")));
        assertEquals(ShellText.SH, current(Map.of("SHELL", "/bin/ksh")));
        assertEquals(ShellText.POWERSHELL, current(Map.of("PSModulePath", "C:\\x")));
        assertEquals(ShellText.SH, current(Map.of()));
    }

    private static ShellText current(Map<String, String> environment) {
        return ShellText.current(name -> Optional.ofNullable(environment.get(name)));
    }
}
