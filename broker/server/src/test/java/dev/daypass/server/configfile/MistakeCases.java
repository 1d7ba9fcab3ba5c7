package dev.daypass.server.configfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations as data: a sound one, and mistakes as changes to it with the findings that must be told. */
final class MistakeCases {
    private static final Pattern HEAD = Pattern.compile("(?m)^#### ");
    private static final Pattern FILLER = Pattern.compile("@@([0-9]+)@@");

    private MistakeCases() {}

    /** One case: files that replace those of the sound configuration, and `place code` of each finding expected. */
    record Case(String name, Map<String, String> files, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Map<String, String> sound() {
        return cases("#### sound\n" + resource("sound.txt")).get(0).files();
    }

    static List<Case> all() {
        return cases(resource("mistakes.txt"));
    }

    /** Writes the sound configuration with the changes. */
    static void write(Path directory, Map<String, String> changes) throws IOException {
        var files = new LinkedHashMap<>(sound());
        files.putAll(changes);
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getValue().startsWith("<none>")) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    private static List<Case> cases(String text) {
        var cases = new ArrayList<Case>();
        Matcher heads = HEAD.matcher(text);
        boolean more = heads.find();
        while (more) {
            int from = heads.end();
            more = heads.find();
            cases.add(one(text.substring(from, more ? heads.start() : text.length())));
        }
        return cases;
    }

    private static Case one(String text) {
        List<String> lines = text.lines().toList();
        var files = new LinkedHashMap<String, String>();
        var expected = new ArrayList<String>();
        String file = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(">>> ")) {
                file = line.substring(4);
                files.put(file, "");
            } else if (line.startsWith("=== ")) {
                file = "";
                expected.add(line.substring(4));
            } else if (!file.isEmpty()) {
                files.put(file, files.get(file) + filled(line) + "\n");
            }
        }
        return new Case(lines.get(0), files, expected);
    }

    private static String filled(String line) {
        Matcher matcher = FILLER.matcher(line);
        return matcher.replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    }

    private static String resource(String name) {
        try (InputStream in = MistakeCases.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
