package dev.daypass.server.oauth;

import dev.daypass.core.source.Node;
import dev.daypass.server.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes as plain values: maps, lists, texts, numbers and booleans. */
final class JsonValues {
    private final JsonText json = new JsonText();

    /** The node as JSON text again. */
    String text(Node node) {
        return new String(json.write(value(node)).bytes(), StandardCharsets.UTF_8);
    }

    Object value(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Object> members = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> members.put(entry.key().text(), value(entry.value())));
            return members;
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(this::value).toList();
        }
        var scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case BOOLEAN -> scalar.text().equals("true");
            case NUMBER -> number(scalar.text());
            case NULL -> "";
        };
    }

    /** A number that is no whole one stays as it was written: policies compare texts. */
    private static Object number(String text) {
        return text.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(text) : text;
    }
}
