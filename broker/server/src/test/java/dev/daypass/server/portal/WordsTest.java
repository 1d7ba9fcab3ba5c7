package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.portal.view.Language;
import dev.daypass.server.portal.view.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every text is there in every language, and every text that pages ask for is there at all. */
final class WordsTest {
    private static final Pattern ASKED = Pattern.compile("(?:\\bof|\\bcount)\\(\"([a-z][\\w.]+\\.\\w+)\"");
    private static final Pattern INSERTED = Pattern.compile("\\{\\d}");

    private final Dictionary dictionary = new Dictionary();
    private final Words english = dictionary.in(Language.ENGLISH);
    private final Words german = dictionary.in(Language.GERMAN);

    @Test
    void languagesHaveTheSameKeysAndInsertions() {
        assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(german.keys()));
        for (String key : english.keys()) {
            assertEquals(insertions(english.of(key)), insertions(german.of(key)), key);
            assertFalse(german.of(key).isBlank() || english.of(key).isBlank(), key);
        }
    }

    /** Of two lines with one key the later would win, and a change of the other would do nothing. */
    @ParameterizedTest
    @EnumSource
    void noKeyStandsTwice(Language language) throws IOException {
        Path file = Path.of("src/main/resources/dev/daypass/server/portal/words_" + language.tag() + ".properties");
        Set<String> seen = new TreeSet<>();
        List<String> again = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .filter(key -> !seen.add(key))
                .toList();
        assertEquals(List.of(), again);
        assertEquals(dictionary.in(language).keys(), seen);
    }

    @Test
    void everyTextThatIsAskedForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String folder : List.of("src/main/jte", "src/main/java/dev/daypass/server/portal")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    ASKED.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group(1))
                            .forEach(asked::add);
                }
            }
        }
        assertTrue(asked.size() > 8, () -> "only these were found: " + asked);
        asked.removeIf(key -> english.keys().contains(key) || english.keys().contains(key + ".one"));
        assertEquals(Set.of(), asked);
    }

    @Test
    void aTextThatIsMissingIsAFault() {
        assertThrows(IllegalStateException.class, () -> english.of("no.such.text"));
    }

    @Test
    void lengthsAndMomentsAreWords() {
        assertEquals("1 hour 30 minutes", english.length(Duration.ofMinutes(90)));
        assertEquals("1 Minute", german.length(Duration.ofSeconds(119)));
        assertEquals("12 Stunden", german.length(Duration.ofHours(12)));
        assertEquals("5 Mar 2026, 07:08 UTC", english.moment(Instant.parse("2026-03-05T07:08:09Z")));
    }

    @Test
    void theChosenLanguageWinsThenTheBrowsersWishThenEnglish() {
        assertEquals(Language.GERMAN, asked("accept-language", "fr, de-AT;q=0.9, en;q=0.8"));
        assertEquals(Language.ENGLISH, asked("accept-language", "de;q=0, en;q=0.1"));
        assertEquals(Language.ENGLISH, asked("accept-language", "de;q=many"));
        assertEquals(Language.ENGLISH, asked("accept-language", "fr"));
        assertEquals(Language.GERMAN, asked("cookie", "other=1; daypass-language=de"));
        assertEquals(Language.ENGLISH, asked("cookie", "daypass-language=<script>"));
    }

    private Language asked(String header, String value) {
        return dictionary
                .asked(HeaderLines.of(List.of(new HeaderLines.Line(header, value))))
                .language();
    }

    private static Set<String> insertions(String text) {
        return INSERTED.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
