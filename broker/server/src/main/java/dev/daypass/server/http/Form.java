package dev.daypass.server.http;

import dev.daypass.core.octets.Utf8;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Map<String, List<String>> values;

    private Form(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a form or query.
     *
     * @param text ASCII as sent
     * @param most how many parameters it may have
     */
    public static Outcome<Form> read(String text, int most) {
        return read(text, most, Set.of());
    }

    /**
     * Reads a form or query in which some parameters may come more than once, all spelt alike.
     *
     * @param repeatable their names, as {@code resource} in RFC 8707
     */
    public static Outcome<Form> read(String text, int most, Set<String> repeatable) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int start = 0;
        int count = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (count++ == most) {
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
            boolean again = repeatable.contains(name.get()) && values.containsKey(name.get());
            if (!seen.add(name.get().toLowerCase(Locale.ROOT)) && !again) {
                return malformed("a parameter is given twice");
            }
            values.computeIfAbsent(name.get(), first -> new ArrayList<>(1)).add(value.get());
            start = end + 1;
        }
        return Outcome.granted(new Form(values));
    }

    public Optional<String> get(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a parameter in the order sent; empty if it was not. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public Map<String, String> asMap() {
        Map<String, String> first = new LinkedHashMap<>();
        values.forEach((name, all) -> first.put(name, all.get(0)));
        return Collections.unmodifiableMap(first);
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
        return Utf8.text(octets, length);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static Outcome<Form> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }

    @Override
    public String toString() {
        return "Form" + values.keySet();
    }
}
