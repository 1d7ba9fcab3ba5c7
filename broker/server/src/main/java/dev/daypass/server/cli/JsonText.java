package dev.daypass.server.cli;

import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Picks texts out of JSON answers. */
final class JsonText {
    private JsonText() {}

    /** The text at a path of names; empty if there is none. */
    static String at(Node node, String... path) {
        Optional<Node> found = Optional.of(node);
        for (String name : path) {
            found = found.filter(Node.Mapping.class::isInstance).flatMap(at -> ((Node.Mapping) at).get(name));
        }
        return found.filter(Node.Scalar.class::isInstance)
                .map(at -> ((Node.Scalar) at).text())
                .orElse("");
    }

    /** The items of a list under a name. */
    static List<Node> items(Node node, String name) {
        return Optional.of(node)
                .filter(Node.Mapping.class::isInstance)
                .flatMap(at -> ((Node.Mapping) at).get(name))
                .filter(Node.Sequence.class::isInstance)
                .map(at -> ((Node.Sequence) at).items())
                .orElseGet(List::of);
    }

    /** A broker's refusal in one line; empty if it is none. */
    static String error(Node answer) {
        String code = at(answer, "error", "code");
        return code.isEmpty()
                ? ""
                : code + ": " + at(answer, "error", "message") + " (correlation id "
                        + at(answer, "error", "correlationId") + ")";
    }

    /** The same as maps, lists and scalars, to be written again. */
    static Object plain(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> map.put(entry.key().text(), plain(entry.value())));
            return map;
        }
        if (node instanceof Node.Sequence list) {
            List<Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        var scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            case NUMBER -> number(scalar.text());
            case NULL -> Optional.empty();
            case TEXT -> scalar.text();
        };
    }

    private static Object number(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return Double.valueOf(text);
    }
}
