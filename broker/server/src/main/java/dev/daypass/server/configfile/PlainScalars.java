package dev.daypass.server.configfile;

import dev.daypass.core.source.Node;
import java.util.Set;
import java.util.regex.Pattern;

/** Types plain scalars by the YAML 1.2 core schema (10.3.2): {@code no} and {@code on} are texts, {@code 1e3} a number. */
final class PlainScalars {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                    + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private PlainScalars() {}

    static Node.ScalarType type(String text) {
        if (NULLS.contains(text)) {
            return Node.ScalarType.NULL;
        }
        if (BOOLEANS.contains(text)) {
            return Node.ScalarType.BOOLEAN;
        }
        char first = text.charAt(0);
        boolean numeric = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return numeric && NUMBER.matcher(text).matches() ? Node.ScalarType.NUMBER : Node.ScalarType.TEXT;
    }
}
