package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
    @Test
    void plainScalarsAreTypedByTheCoreSchemaOfYaml12() {
        Trees tree = Trees.of("""
                no: no
                on: on
                number: 1e3
                octa: 010
                version: 1.2.3
                yes: True
                nil: ~
                empty:
                quoted: '12'
                time: 12:30:45
                hex: 0x1F
                """);
        assertEquals(List.of(), tree.findings());
        assertEquals(Node.ScalarType.TEXT, tree.scalar("no").type());
        assertEquals(Node.ScalarType.TEXT, tree.scalar("on").type());
        assertEquals(Node.ScalarType.NUMBER, tree.scalar("number").type());
        assertEquals("1e3", tree.scalar("number").text());
        assertEquals(Node.ScalarType.NUMBER, tree.scalar("octa").type());
        assertEquals(Node.ScalarType.TEXT, tree.scalar("version").type());
        assertEquals(Node.ScalarType.BOOLEAN, tree.scalar("yes").type());
        assertEquals("true", tree.scalar("yes").text());
        assertEquals(Node.ScalarType.NULL, tree.scalar("nil").type());
        assertEquals(Node.ScalarType.NULL, tree.scalar("empty").type());
        assertEquals(Node.ScalarType.TEXT, tree.scalar("quoted").type());
        assertEquals(Node.ScalarType.TEXT, tree.scalar("time").type());
        assertEquals(Node.ScalarType.NUMBER, tree.scalar("hex").type());
    }

    @Test
    void sourcesPointAtTheFirstCharacterOfTheValue() {
        Trees tree = Trees.of("plain: a\nsingle: 'b'\ndouble: \"c\"\nblock: |\n\n    d\nflow: { x: [e, f] }\n");
        assertEquals(new Source("t.yaml", 1, 8), tree.value("plain").source());
        assertEquals(new Source("t.yaml", 2, 10), tree.value("single").source());
        assertEquals(new Source("t.yaml", 3, 10), tree.value("double").source());
        assertEquals(new Source("t.yaml", 6, 5), tree.value("block").source());
        Node.Mapping flow = (Node.Mapping) tree.value("flow");
        Node.Sequence list = (Node.Sequence) flow.get("x").orElseThrow();
        assertEquals(new Source("t.yaml", 7, 16), list.items().get(1).source());
    }

    @Test
    void emptyTextIsNothingAndNoMistake() {
        for (String text : List.of("", "# a comment\n", "---\n", "~\n")) {
            Trees tree = Trees.of(text);
            assertTrue(tree.root().isEmpty() && tree.findings().isEmpty(), text);
        }
    }

    @Test
    void W29aliasesThatUnfoldIntoABombAreRefused() {
        assertEquals(List.of(), Trees.of("a: &a [x, y]\nb: *a\n").findings());
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", List.of(before, before, before, before, before, before, before, before)));
            bomb.append("]\n");
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(
                        List.of("yaml-too-large"), Trees.of(bomb.toString()).codes()));
    }

    @Test
    void W29anchorInsideItselfIsRefused() {
        assertEquals(List.of("yaml-alias"), Trees.of("a: &a [*a]\n").codes());
    }

    @Test
    void W29depthIsBounded() {
        assertEquals(
                List.of(), Trees.of("a: " + "[".repeat(30) + "]".repeat(30)).findings());
        assertEquals(
                List.of("yaml-depth"),
                Trees.of("a: " + "[".repeat(20_000) + "]".repeat(20_000)).codes());
    }

    @Test
    void W29lengthIsBounded() {
        String large = "a: " + "x".repeat(YamlReader.MAX_CHARACTERS) + "\n";
        assertEquals(List.of("file-too-large"), Trees.of(large).codes());
    }

    @Test
    void W29tagsConstructNothing() {
        for (String tag : List.of(
                "!!javax.script.ScriptEngineManager [x]",
                "!!java.net.URL [\"http://a/\"]",
                "!local x",
                "!!str x",
                "!!binary aGk=",
                "!!set {a, b}",
                "!<tag:yaml.org,2002:java> x")) {
            assertEquals(List.of("yaml-tag"), Trees.of("a: " + tag + "\n").codes(), tag);
        }
    }

    @Test
    void W29duplicateKeysAreTold() {
        Trees tree = Trees.of("a: 1\nb: { c: 1, c: 2 }\na: 2\n");
        assertEquals(List.of("duplicate-key", "duplicate-key"), tree.codes());
        assertEquals(new Source("t.yaml", 2, 12), tree.findings().get(0).source());
        assertEquals(new Source("t.yaml", 3, 1), tree.findings().get(1).source());
    }

    @Test
    void brokenTextsAreTellingAndNeverFaults() {
        for (String text : List.of(
                "a: [b",
                "a: 'b",
                "a: \"\\q\"",
                "\ta: b",
                "a: b: c",
                "%YAML 3.0\n---\na: b",
                "a: *",
                "a: &",
                "- a\nb: c",
                "a: \u0000",
                "? a\n: b\n? [c]\n: d",
                "{a: b}}",
                "a: |2\n x",
                "\uD800: x",
                "@a: b",
                "`a`: b",
                "a: !")) {
            Trees tree = Trees.of(text);
            assertTrue(tree.findings().size() >= 1, () -> "`" + text + "` gave " + tree);
            tree.findings().forEach(finding -> assertTrue(finding.source().line() >= 1, text));
        }
    }
}
