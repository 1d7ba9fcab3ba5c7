package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;

/** What an expression must yield. A value whose type is known only at run time is checked then. */
public enum Wanted {
    CONDITION("a boolean"),
    TEXT("a text"),
    TEXTS("a list of texts"),
    ATTRIBUTE("a text, number, boolean, list or structure");

    private final String words;

    Wanted(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean admits(CelType type) {
        CelKind kind = type.kind();
        if (kind == CelKind.DYN) {
            return true;
        }
        return switch (this) {
            case CONDITION -> kind == CelKind.BOOL;
            case TEXT -> kind == CelKind.STRING;
            case TEXTS -> kind == CelKind.LIST && isText(type.parameters().get(0));
            case ATTRIBUTE ->
                switch (kind) {
                    case STRING, BOOL, INT, DOUBLE, LIST, MAP -> true;
                    default -> false;
                };
        };
    }

    private static boolean isText(CelType element) {
        return element.kind() == CelKind.STRING || element.kind() == CelKind.DYN;
    }
}
