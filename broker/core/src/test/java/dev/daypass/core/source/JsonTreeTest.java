package dev.daypass.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict JSON with places (T13). */
final class JsonTreeTest {
    private final JsonTree tree = new JsonTree();

    @Test
    void everyNodeKnowsItsPlace() {
        var root = (Node.Mapping) read("{\n  \"a\": [1, true, null, \"x\"],\n  \"b\": {}\n}");
        assertEquals("f.json:1:1", root.source().toString());
        var a = (Node.Sequence) root.get("a").orElseThrow();
        assertEquals("f.json:2:8", a.source().toString());
        assertEquals("f.json:2:3", root.entries().get(0).key().source().toString());
        assertEquals(
                List.of(Node.ScalarType.NUMBER, Node.ScalarType.BOOLEAN, Node.ScalarType.NULL, Node.ScalarType.TEXT),
                a.items().stream().map(item -> ((Node.Scalar) item).type()).toList());
        assertEquals("f.json:2:24", a.items().get(3).source().toString());
        assertEquals("f.json:3:8", root.get("b").orElseThrow().source().toString());
    }

    @Test
    void numbersStayAsWritten() {
        assertEquals("1e400", ((Node.Scalar) read("1e400")).text());
        assertEquals("0.10", ((Node.Scalar) read("0.10")).text());
        assertEquals("-0", ((Node.Scalar) read("-0")).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1,",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":1,}",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "// c\n1",
                "/* c */ 1",
                "# c\n1",
                "1 2",
                "{} x",
                "{}{}",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "\"a\nb\"",
                "\"\\x\"",
                "True",
                "\uFEFF{}",
                "[\"a\" \"b\"]"
            })
    void T13WhatIsNotStrictJsonIsRefused(String text) {
        assertEquals(Optional.of(Reason.REQUEST_MALFORMED), refusal(text).map(Refusal::reason));
    }

    @Test
    void T13DepthLengthAndNumbersAreBounded() {
        assertTrue(refusal("[".repeat(32) + "]".repeat(32)).isEmpty(), "the honest twin");
        assertTrue(refusal("[".repeat(10_000) + "]".repeat(10_000)).isPresent());
        assertTrue(refusal("[".repeat(10_000)).isPresent());
        assertTrue(refusal("\"" + "a".repeat(1_000_000) + "\"").isEmpty(), "the honest twin");
        assertTrue(refusal("\"" + "a".repeat(10_000_000) + "\"").isPresent());
        assertTrue(refusal("1".repeat(64)).isEmpty(), "the honest twin");
        assertTrue(refusal("1".repeat(65)).isPresent());
    }

    @Test
    void refusalSaysWhereAndDoesNotRepeatTheText() {
        String message = refusal("{\n  \"password\": hunter2\n}").orElseThrow().publicMessage();
        assertTrue(message.startsWith("f.json:2:"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    private Node read(String text) {
        return tree.read("f.json", text).value().orElseThrow();
    }

    private Optional<Refusal> refusal(String text) {
        return tree.read("f.json", text).refusal();
    }
}
