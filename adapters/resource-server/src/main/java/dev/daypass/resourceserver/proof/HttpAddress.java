package dev.daypass.resourceserver.proof;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An http address in the one form in which two are compared (RFC 9449 section 4.3; RFC 3986 sections 6.2.2 and 6.2.3):
 * scheme and host in lower case, no default port, escapes of what needs none undone, no query, no fragment.
 */
final class HttpAddress {
    private static final String UNRESERVED = "-._~";

    private HttpAddress() {}

    /** The form; empty for what is no absolute http address, names a user, or has dot segments. */
    static Optional<String> normal(String text) {
        try {
            URI address = new URI(text);
            String scheme = lower(Optional.ofNullable(address.getScheme()));
            String host = lower(Optional.ofNullable(address.getHost()));
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (!web || host.isEmpty() || address.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String path = Optional.ofNullable(address.getRawPath())
                    .filter(it -> !it.isEmpty())
                    .orElse("/");
            return path(path).map(normal -> scheme + "://" + host + port(address, scheme) + normal);
        } catch (java.net.URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static String lower(Optional<String> text) {
        return text.orElse("").toLowerCase(Locale.ROOT);
    }

    private static String port(URI address, String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
    }

    private static Optional<String> path(String raw) {
        var out = new StringBuilder();
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                int octet = HexFormat.fromHexDigits(raw, at + 1, at + 3);
                out.append(
                        isUnreserved(octet)
                                ? Character.toString(octet)
                                : raw.substring(at, at + 3).toUpperCase(Locale.ROOT));
                at += 3;
            } else {
                out.append(c);
                at++;
            }
        }
        String path = out.toString();
        boolean dots = ("/" + path + "/").contains("/./") || ("/" + path + "/").contains("/../");
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(path);
        return dots || !ascii ? Optional.empty() : Optional.of(path);
    }

    private static boolean isUnreserved(int octet) {
        return octet < 128 && (isAlphanumeric(octet) || UNRESERVED.indexOf(octet) >= 0);
    }

    private static boolean isAlphanumeric(int octet) {
        return (octet >= '0' && octet <= '9') || (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
    }
}
