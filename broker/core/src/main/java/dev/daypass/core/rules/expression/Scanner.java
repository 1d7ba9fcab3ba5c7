package dev.daypass.core.rules.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts an expression into tokens (CEL language definition, 'Syntax').
 *
 * <p>Whatever it is not sure about it gives up on: CEL's own parser then decides, and words the error if there is one.
 */
final class Scanner {
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> TWO = Set.of("&&", "||", "==", "!=", "<=", ">=");
    private static final String ONE = "!<>+-*/%?:.,()[]{}";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Scanner(String text) {
        this.text = text;
    }

    /** All tokens, the end included; nothing if some part is not understood. */
    static Optional<List<Token>> scan(String text) {
        var scanner = new Scanner(text);
        while (scanner.skipBlanks()) {
            if (!scanner.token()) {
                return Optional.empty();
            }
        }
        int end = text.length();
        scanner.tokens.add(new Token(Token.Kind.END, new Span(end, end), "", Optional.empty()));
        return Optional.of(scanner.tokens);
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean token() {
        char c = text.charAt(at);
        if (isNameStart(c)) {
            return nameOrPrefixedText();
        }
        if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return number();
        }
        if (c == '"' || c == '\'') {
            return textLiteral(at, false);
        }
        return c == '`' ? quotedName() : operator();
    }

    private boolean operator() {
        String two = text.substring(at, Math.min(at + 2, text.length()));
        String operator = TWO.contains(two) ? two : two.substring(0, 1);
        if (operator.length() == 1 && ONE.indexOf(operator.charAt(0)) < 0) {
            return false;
        }
        return add(Token.Kind.OPERATOR, at + operator.length(), operator, Optional.empty());
    }

    private boolean nameOrPrefixedText() {
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        String name = text.substring(at, end);
        if (end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'')) {
            return (name.equals("r") || name.equals("R")) && textLiteral(end, true);
        }
        if (name.equals("in")) {
            return add(Token.Kind.OPERATOR, end, name, Optional.empty());
        }
        if (!LITERALS.contains(name)) {
            return add(Token.Kind.NAME, end, name, Optional.empty());
        }
        Optional<Object> value = name.equals("null") ? Optional.empty() : Optional.of(name.equals("true"));
        return add(Token.Kind.LITERAL, end, name, value);
    }

    private boolean quotedName() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            return false;
        }
        String name = text.substring(at + 1, end);
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> isNamePart((char) c) || c == '.' || c == '-' || c == '/' || c == ' ');
        return plain && add(Token.Kind.QUOTED_NAME, end + 1, name, Optional.empty());
    }

    private boolean number() {
        int end = at;
        while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(at, end);
        boolean whole = number.chars().allMatch(c -> isDigit((char) c)) && number.length() <= 18;
        boolean fraction = number.matches("[0-9]{1,15}\\.[0-9]{1,15}");
        if (!whole && !fraction) {
            return false;
        }
        Object value = whole ? (Object) Long.valueOf(number) : Double.valueOf(number);
        return add(Token.Kind.LITERAL, end, number, Optional.of(value));
    }

    private boolean textLiteral(int quoteAt, boolean raw) {
        char quote = text.charAt(quoteAt);
        if (text.startsWith(String.valueOf(quote).repeat(3), quoteAt)) {
            return false;
        }
        var value = new StringBuilder();
        int i = quoteAt + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || (c == '\\' && raw)) {
                return false;
            }
            if (c == '\\') {
                i++;
                int escaped = i < text.length() ? "\\\"'`?ntr".indexOf(text.charAt(i)) : -1;
                if (escaped < 0) {
                    return false;
                }
                c = "\\\"'`?\n\t\r".charAt(escaped);
            }
            value.append(c);
            i++;
        }
        return i < text.length()
                && add(Token.Kind.LITERAL, i + 1, text.substring(at, i + 1), Optional.of(value.toString()));
    }

    private boolean add(Token.Kind kind, int end, String word, Optional<Object> value) {
        tokens.add(new Token(kind, new Span(at, end), word, value));
        at = end;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }
}
