package dev.daypass.server.portal;

import dev.daypass.server.portal.RuleDrafts.RuleFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several rule files as one text, with a line before each that names it, and back; lines keep their numbers. */
final class RuleText {
    private static final Pattern NAME =
            Pattern.compile("# ==== (rules/[A-Za-z0-9_][A-Za-z0-9._-]{0,80}\\.yaml) ====\\s*");
    /** Of more, the lines that name them are comments: each file costs as many empty lines as stand before it. */
    private static final int MOST_FILES = 200;

    private static final String UNNAMED = "rules/proposed.yaml";

    private RuleText() {}

    static String of(List<RuleFile> files) {
        var text = new StringBuilder();
        for (RuleFile file : files) {
            text.append("# ==== ").append(file.path()).append(" ====\n").append(file.text());
            if (!file.text().endsWith("\n")) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Each file begins with as many empty lines as stand before it, so that its findings have the text's lines. */
    static Map<String, String> files(String text) {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        String current = UNNAMED;
        int line = 0;
        for (String content : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            Matcher name = NAME.matcher(content);
            boolean named = name.matches() && (files.size() < MOST_FILES || files.containsKey(name.group(1)));
            if (named) {
                current = name.group(1);
            }
            boolean known = files.containsKey(current);
            if (known || !content.isBlank()) {
                StringBuilder file = files.computeIfAbsent(current, path -> new StringBuilder());
                file.append("\n".repeat(line - lines.getOrDefault(current, 0)))
                        .append(named ? "" : content)
                        .append('\n');
                lines.put(current, line + 1);
            }
            line++;
        }
        Map<String, String> whole = new LinkedHashMap<>();
        files.forEach((path, content) -> whole.put(path, content.toString()));
        return whole;
    }
}
