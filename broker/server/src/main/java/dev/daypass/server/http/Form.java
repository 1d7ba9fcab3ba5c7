package dev.daypass.server.http;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decoded {@code application/x-www-form-urlencoded} text, read strictly (WHATWG URL 5.1 without its leniency): every
 * name once, whatever its case; only whole escapes; UTF-8; a bounded count. Two parsers can therefore not differ over
 * it. Values never print.
 *
 * <p>Names are {@code String}s in hash maps: equal hashes fall into sorted bins, so that collisions cost a logarithm.
 */
public final class Form {
    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a form or query.
     *
     * @param text ASCII as sent
     * @param most how many parameters it may have
     */
    public static Outcome<Form> read(String text, int most) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (values.size() == most) {
                return Outcome.refused(
                        Reason.LIMIT_EXCEEDED, "too many parameters", "more than " + most + " parameters");
            }
            int equals = text.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            Optional<String> name = decode(text.substring(start, nameEnd));
            Optional<String> value = decode(text.substring(Math.min(nameEnd + 1, end), end));
            if (name.isEmpty() || value.isEmpty() || name.get().isEmpty()) {
                return malformed("a parameter is not well encoded");
            }
            if (!seen.add(name.get().toLowerCase(Locale.ROOT))) {
                return malformed("a parameter is given twice");
            }
            values.put(name.get(), value.get());
            start = end + 1;
        }
        return Outcome.granted(new Form(values));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Resolves {@code +} and escapes; empty if the text is not well encoded. */
    public static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0 && isPlain(text)) {
            return Optional.of(text.replace('+', ' '));
        }
        byte[] octets = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = i + 2 < text.length() ? Hex.octet(text.charAt(i + 1), text.charAt(i + 2)) : -1;
                if (octet < 0) {
                    return Optional.empty();
                }
                octets[length++] = (byte) octet;
                i += 2;
            } else if (c <= ' ' || c >= 0x7F) {
                return Optional.empty();
            } else {
                octets[length++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        return utf8(octets, length);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static Optional<String> utf8(byte[] octets, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Outcome<Form> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }

    @Override
    public String toString() {
        return "Form" + values.keySet();
    }
}
