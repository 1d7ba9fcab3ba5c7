package dev.daypass.server.client;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Flat JSON objects that we write for ourselves, one member a line, all texts: what is read often needs no JSON parser to
 * be read again.
 */
public final class Members {
    private static final Pattern MEMBER = Pattern.compile("^ {2}\"(\\w+)\": \"([^\"\\\\]*)\",?$", Pattern.MULTILINE);

    private Members() {}

    /**
     * Writes members in their order.
     *
     * @throws IllegalArgumentException if a text would need escaping: no token, key or address does
     */
    public static String write(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "  \"" + member.getKey() + "\": \"" + plain(member.getValue()) + "\"")
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /** A member of what {@link #write} wrote; empty if there is none. */
    public static Optional<String> find(String json, String name) {
        Matcher matcher = MEMBER.matcher(json);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return Optional.of(matcher.group(2));
            }
        }
        return Optional.empty();
    }

    /** Keys and tokens are letters, digits and a few signs; a broker that sends more is not one of ours. */
    static String plain(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("the broker sent credentials with characters that no key has");
        }
        return text;
    }
}
