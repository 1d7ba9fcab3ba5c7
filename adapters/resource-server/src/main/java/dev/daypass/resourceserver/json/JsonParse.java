package dev.daypass.resourceserver.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One parse of one text (RFC 8259). Confined to one thread. */
final class JsonParse {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private final JsonReader limits;
    private int at = 0;
    private int depth = 0;
    private int values = 0;

    JsonParse(String text, JsonReader limits) {
        this.text = text;
        this.limits = limits;
    }

    /** What this reader refuses; its message quotes nothing of the text. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    JsonValue.Members object() throws Unfit {
        space();
        if (peek() != '{') {
            throw new Unfit("not an object");
        }
        JsonValue.Members object = members();
        space();
        if (at != text.length()) {
            throw new Unfit("text goes on after the object");
        }
        return object;
    }

    private JsonValue.Members members() throws Unfit {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        boolean more = !closes('}');
        while (more) {
            space();
            String name = string(MAX_NAME);
            space();
            expect(':');
            Optional<JsonValue> value = value();
            if (value.isEmpty()) {
                absent.add(name);
            }
            if (members.put(name, value.orElse(new JsonValue.Flag(false))) != null) {
                throw new Unfit("a name occurs twice");
            }
            more = continues('}');
        }
        depth--;
        absent.forEach(members::remove);
        return new JsonValue.Members(members);
    }

    private JsonValue.Items items() throws Unfit {
        enter();
        List<JsonValue> items = new ArrayList<>();
        boolean more = !closes(']');
        while (more) {
            items.add(value().orElseThrow(() -> new Unfit("a null in a list")));
            more = continues(']');
        }
        depth--;
        return new JsonValue.Items(items);
    }

    /** The value that comes; empty for {@code null}. */
    private Optional<JsonValue> value() throws Unfit {
        if (++values > limits.mostValues()) {
            throw new Unfit("more than " + limits.mostValues() + " values");
        }
        space();
        return switch (peek()) {
            case '{' -> Optional.of(members());
            case '[' -> Optional.of(items());
            case '"' -> Optional.of(new JsonValue.Text(string(limits.mostCharacters())));
            case 't' -> word("true", Optional.of(new JsonValue.Flag(true)));
            case 'f' -> word("false", Optional.of(new JsonValue.Flag(false)));
            case 'n' -> word("null", Optional.empty());
            default -> Optional.of(number());
        };
    }

    private JsonValue number() throws Unfit {
        Matcher matcher = NUMBER.matcher(text).region(at, Math.min(text.length(), at + MAX_NUMBER + 1));
        if (!matcher.lookingAt() || matcher.end() - at > MAX_NUMBER) {
            throw new Unfit("an unexpected character or a number too long");
        }
        String digits = matcher.group();
        boolean whole = matcher.group(1) == null && matcher.group(2) == null;
        at = matcher.end();
        try {
            if (whole) {
                return new JsonValue.Whole(Long.parseLong(digits));
            }
            double number = Double.parseDouble(digits);
            if (Double.isFinite(number)) {
                return new JsonValue.Fraction(number);
            }
        } catch (NumberFormatException tooLarge) {
            throw new Unfit("a whole number of more than 64 bits");
        }
        throw new Unfit("a number too large");
    }

    private String string(int most) throws Unfit {
        expect('"');
        var out = new StringBuilder();
        char c = next();
        while (c != '"') {
            if (c < ' ') {
                throw new Unfit("a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
            if (out.length() > most) {
                throw new Unfit("a text of more than " + most + " characters");
            }
            c = next();
        }
        return wellFormed(out.toString());
    }

    private char escaped() throws Unfit {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw new Unfit("an unknown escape");
        };
    }

    private char unit() throws Unfit {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(next());
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    /** ASCII only, unlike {@link Character#digit}. */
    private static int hexDigit(char c) throws Unfit {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new Unfit("an unknown escape");
        }
        return digit;
    }

    /** Escapes can spell half a surrogate pair, which other readers of the value would see as another character. */
    private static String wellFormed(String text) throws Unfit {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Unfit("a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Unfit("half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private Optional<JsonValue> word(String word, Optional<JsonValue> meaning) throws Unfit {
        if (!text.startsWith(word, at)) {
            throw new Unfit("an unexpected character");
        }
        at += word.length();
        return meaning;
    }

    private void enter() throws Unfit {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new Unfit("deeper than " + MAX_DEPTH);
        }
    }

    /** Whether the object or list ends at once. */
    private boolean closes(char end) throws Unfit {
        space();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char end) throws Unfit {
        space();
        char c = next();
        if (c == ',') {
            return true;
        }
        if (c == end) {
            return false;
        }
        throw new Unfit("an unexpected character");
    }

    private void expect(char wanted) throws Unfit {
        if (next() != wanted) {
            throw new Unfit("an unexpected character");
        }
    }

    private char next() throws Unfit {
        char c = peek();
        at++;
        return c;
    }

    private char peek() throws Unfit {
        if (at >= text.length()) {
            throw new Unfit("it ends too early");
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
