package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.portal.RuleDrafts.RuleFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several rule files in one text: each keeps the line numbers of the text, and none costs more than it must. */
final class RuleTextTest {
    @Test
    void whatIsPutTogetherComesApartWithTheLinesOfTheText() {
        String text = RuleText.of(List.of(new RuleFile("rules/a.yaml", "- a\n"), new RuleFile("rules/b.yaml", "- b")));
        Map<String, String> files = RuleText.files(text);
        assertEquals(List.of("rules/a.yaml", "rules/b.yaml"), List.copyOf(files.keySet()));
        assertEquals(List.of("", "- a"), lines(files, "rules/a.yaml"));
        assertEquals(List.of("", "", "", "- b"), lines(files, "rules/b.yaml"));
    }

    private static List<String> lines(Map<String, String> files, String path) {
        return files.getOrDefault(path, "").stripTrailing().lines().toList();
    }

    @Test
    void textOfNamesAloneStaysSmall() {
        var text = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            text.append("# ==== rules/f").append(i).append(".yaml ====\n");
        }
        Map<String, String> files = RuleText.files(text.toString());
        assertEquals(200, files.size());
        assertTrue(files.values().stream().mapToInt(String::length).sum() < 1_000_000);
    }
}
