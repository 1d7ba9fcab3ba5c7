package dev.daypass.core.rules.expression;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a value the way a person reads it in an explanation: like JSON, cut where it gets long. */
final class Rendering {
    private static final int MAX_ITEMS = 20;
    private static final int MAX_CHARACTERS = 200;

    private Rendering() {}

    static String of(Object value) {
        if (value instanceof Failure failure) {
            return failure.detail();
        }
        if (value instanceof String text) {
            return '"' + cut(text) + '"';
        }
        if (value instanceof List<?> list) {
            String items = list.stream().limit(MAX_ITEMS).map(Rendering::of).collect(Collectors.joining(", "));
            return "[" + items + (list.size() > MAX_ITEMS ? ", … " + list.size() + " in all]" : "]");
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .limit(MAX_ITEMS)
                    .map(member -> of(String.valueOf(member.getKey())) + ": " + of(member.getValue()))
                    .collect(Collectors.joining(", ", "{", map.size() > MAX_ITEMS ? ", …}" : "}"));
        }
        return String.valueOf(value);
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    }
}
