package dev.daypass.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo keeps what its text promises. */
final class DemoWalkTest {
    private static final int LINES = 140;

    @TempDir
    private Path directory;

    @Test
    void everyKindOfRoleGoesAsToldAndNoSecretIsShown() throws Exception {
        var text = new StringWriter();
        var out = new PrintWriter(text, true);

        try (Demo demo = Demo.start(new Demo.Wishes(0, false, true), directory, out)) {
            assertTrue(demo.walk(), text::toString);
            demo.invite("daypass");
        }

        String told = text.toString();
        List<String> walk = told.substring(0, told.indexOf("Your turn")).lines().toList();
        assertTrue(walk.size() < LINES, () -> walk.size() + " lines");
        for (String kind : List.of(
                "SAML", "OpenID Connect", "directory", "user role", "service role", "cross-account", "application")) {
            assertTrue(told.contains(kind), kind);
        }
        assertEquals(7, occurrences(told, "✓ revoked: "), told);
        assertEquals(7, occurrences(told, "denied   no session policy allows it"), told);
        assertTrue(told.contains("audit: PROOF_REPLAYED"), told);
        assertFalse(told.contains("\u001b["), "colours were not asked for");
        for (String secret : List.of("admin-token", "olga", "peter", "anna", "backup", "directory")) {
            String value =
                    Files.readString(directory.resolve("config/secrets").resolve(secret), StandardCharsets.UTF_8);
            assertFalse(told.contains(value), secret);
        }
    }

    @Test
    void aStepThatGoesOtherwiseIsSaid() {
        var text = new StringWriter();
        var paper = new Paper(new PrintWriter(text, true), new Paper.Look(false, false));
        var stage = new Stage(NobodyThere.visitor(), paper);

        stage.expect("a call", Paper.Verdict.ALLOWED, new Seen(Paper.Verdict.DENIED, "why"), "");
        stage.expect("a call", Paper.Verdict.DENIED, new Seen(Paper.Verdict.DENIED, "why"), "another reason");
        stage.expect("a call", Paper.Verdict.DENIED, new Seen(Paper.Verdict.DENIED, "why"), "why");

        assertEquals(3, stage.steps());
        assertEquals(2, stage.surprises());
        assertEquals(2, occurrences(text.toString(), "not as told; expected: "));
    }

    private static long occurrences(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
