package dev.daypass.server.sts;

import dev.daypass.server.http.Body;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML 1.0 element by element; texts are escaped, and what XML cannot hold becomes U+FFFD. */
final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder text = new StringBuilder(1024);
    private final Deque<String> open = new ArrayDeque<>();

    XmlText open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    XmlText open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        text.append("\">");
        open.push(name);
        return this;
    }

    XmlText close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    XmlText element(String name, String value) {
        open(name);
        escape(value);
        return close();
    }

    /** The whole, once every element is closed. */
    Body body() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element `" + open.peek() + "` is still open");
        }
        return Body.of(text.toString());
    }

    private void escape(String value) {
        int i = plainPart(value);
        text.append(value, 0, i);
        while (i < value.length()) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> {
                    if (isCharacter(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append(REPLACEMENT);
                    }
                }
            }
        }
    }

    /** How much of the beginning needs no look at single code points; mostly all of it. */
    private static int plainPart(String value) {
        int i = 0;
        while (i < value.length() && isPlain(value.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"';
    }

    /** XML 1.0, production 2. */
    private static boolean isCharacter(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
