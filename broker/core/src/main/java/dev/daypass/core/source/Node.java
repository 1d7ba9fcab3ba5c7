package dev.daypass.core.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML or JSON text together with its place. Immutable; duplicate keys never get this far. */
public sealed interface Node {
    Source source();

    /** What the node is, in the reader's words: {@code a text}, {@code a list}, … */
    String kind();

    /** How a scalar was written; YAML's plain scalars are typed by the YAML 1.2 core schema. */
    enum ScalarType {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A single value.
     *
     * @param text as written (numbers and booleans too), references such as {@code ${env:NAME}} already resolved
     */
    record Scalar(Source source, String text, ScalarType type) implements Node {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "a text";
                case NUMBER -> "a number";
                case BOOLEAN -> "a boolean";
                case NULL -> "empty";
            };
        }
    }

    /** An ordered list. */
    record Sequence(Source source, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping in the order written. */
    record Mapping(Source source, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        /** The value under an exact key. */
        public Optional<Node> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        public Map<String, Node> asMap() {
            var map = new LinkedHashMap<String, Node>();
            entries.forEach(entry -> map.put(entry.key().text(), entry.value()));
            return map;
        }
    }

    /** One key of a mapping and its value. */
    record Entry(Scalar key, Node value) {}
}
