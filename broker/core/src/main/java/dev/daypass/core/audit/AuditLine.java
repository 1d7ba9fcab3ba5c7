package dev.daypass.core.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an event as one line of JSON (RFC 8259), always the same characters for the same event: the chain's hashes
 * stand on them, so no library decides them.
 *
 * <p>Whatever a terminal or a log reader could take for more than text is escaped: controls, formats such as
 * right-to-left marks, separators, lone surrogates. What is too long is cut and says so.
 */
final class AuditLine {
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_TEXT = 512;
    private static final int MOST_VALUES = 40;
    private static final int MOST_FACTS = 40;
    /** All facts of one event together, in characters before escaping. */
    private static final int LONGEST_FACTS = 8192;

    private final StringBuilder out = new StringBuilder(768);
    private int left = LONGEST_FACTS;

    private AuditLine() {}

    /** The part of an entry that its hash covers, still without closing brace. */
    static String render(AuditHead before, AuditEvent event) {
        var line = new AuditLine();
        line.out.append("{\"sequence\":").append(before.sequence() + 1);
        line.member("node", before.node());
        line.member("previous", before.hash());
        line.event(event);
        return line.out.toString();
    }

    /** A text as it stands between the quotes of a line, whole. */
    static String escaped(String text) {
        var line = new AuditLine();
        text.codePoints().forEach(line::character);
        return line.out.toString();
    }

    private void event(AuditEvent event) {
        member("at", instant(event.at()));
        member("kind", event.kind().name());
        member("outcome", event.outcome().name());
        member("correlation", event.correlationId());
        member("client", event.clientAddress());
        event.reason().ifPresent(reason -> member("reason", reason.name()));
        out.append(",\"facts\":{");
        int written = 0;
        for (Map.Entry<String, List<String>> fact : event.facts().entrySet()) {
            if (written++ == MOST_FACTS) {
                out.append(",\"…\":[]");
                break;
            }
            out.append(written == 1 ? "" : ",");
            text(fact.getKey());
            out.append(':');
            values(fact.getValue());
        }
        out.append('}');
    }

    private void values(List<String> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            if (i == MOST_VALUES || left <= 0) {
                text("…(" + (values.size() - i) + " more values)");
                break;
            }
            String value = values.get(i);
            left -= Math.min(value.length(), LONGEST_TEXT);
            text(value);
        }
        out.append(']');
    }

    private void member(String name, String value) {
        out.append(",\"").append(name).append("\":");
        text(value);
    }

    private void text(String value) {
        int end = value.length() <= LONGEST_TEXT ? value.length() : value.offsetByCodePoints(0, cut(value));
        out.append('"');
        for (int i = 0; i < end; ) {
            int character = value.codePointAt(i);
            character(character);
            i += Character.charCount(character);
        }
        if (end < value.length()) {
            out.append("…(").append(value.length() - end).append(" more characters)");
        }
        out.append('"');
    }

    /** How many code points stay of a text that is too long. */
    private static int cut(String value) {
        return value.codePointCount(0, LONGEST_TEXT)
                - (Character.isHighSurrogate(value.charAt(LONGEST_TEXT - 1)) ? 1 : 0);
    }

    private void character(int character) {
        if (character == '"' || character == '\\') {
            out.append('\\').append((char) character);
        } else if (isPlain(character)) {
            out.appendCodePoint(character);
        } else {
            for (char unit : Character.toChars(character)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
    }

    private static boolean isPlain(int character) {
        if (character < 0x7F) {
            return character >= 0x20;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String instant(Instant at) {
        return MILLISECONDS.format(at);
    }
}
