package dev.daypass.server.http;

import java.util.Optional;

/**
 * The one form in which a path is accepted (RFC 3986 section 6.2.2): no empty or dot steps, no parameters, nothing
 * escaped that need not be, nothing escaped that would change what the steps are. Whatever is signed, logged and routed
 * is therefore the same text.
 */
final class PathForm {
    private static final String UNESCAPED = "-._~!$&'()*+,=:@";

    private PathForm() {}

    /** Whether the path, as sent, is in normal form. */
    static boolean isNormal(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        if (path.equals("/")) {
            return true;
        }
        for (String step : path.substring(1).split("/", -1)) {
            if (step.isEmpty()
                    || step.equals(".")
                    || step.equals("..")
                    || decodeStep(step).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A step with its escapes resolved; empty if it is not in normal form. */
    static Optional<String> decodeStep(String step) {
        var text = new StringBuilder(step.length());
        int i = 0;
        while (i < step.length()) {
            char c = step.charAt(i);
            if (isUnescaped(c)) {
                text.append(c);
                i++;
            } else if (c == '%' && i + 2 < step.length()) {
                int octet = Hex.octet(step.charAt(i + 1), step.charAt(i + 2));
                if (octet <= ' ' || octet >= 0x7F || isLetterOrDigit((char) octet) || "-._~/\\%;".indexOf(octet) >= 0) {
                    return Optional.empty();
                }
                text.append((char) octet);
                i += 3;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    private static boolean isUnescaped(char c) {
        return isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
