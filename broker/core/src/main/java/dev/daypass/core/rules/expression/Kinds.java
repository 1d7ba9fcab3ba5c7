package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Map;

/** Names for the kinds of values, in the words of somebody who writes rules. */
final class Kinds {
    private Kinds() {}

    static String of(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "a structure" : "neither text nor number, boolean, list or structure";
    }

    static String of(CelType type) {
        CelKind kind = type.kind();
        if (kind == CelKind.STRING) {
            return "a text";
        }
        if (kind == CelKind.BOOL) {
            return "a boolean";
        }
        if (kind == CelKind.LIST) {
            return "a list of " + ofMany(type.parameters().get(0));
        }
        return kind == CelKind.INT || kind == CelKind.DOUBLE || kind == CelKind.UINT
                ? "a number"
                : kind == CelKind.MAP ? "a structure" : "`" + type.name() + "`";
    }

    private static String ofMany(CelType type) {
        CelKind kind = type.kind();
        if (kind == CelKind.STRING) {
            return "texts";
        }
        return kind == CelKind.DYN ? "anything" : kind == CelKind.LIST ? "lists" : type.name() + " values";
    }
}
