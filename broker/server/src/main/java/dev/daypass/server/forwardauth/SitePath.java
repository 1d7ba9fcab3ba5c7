package dev.daypass.server.forwardauth;

import dev.daypass.core.octets.Utf8;
import java.io.ByteArrayOutputStream;

/**
 * Whether a path of another's site is written in its only spelling (RFC 3986 section 6.2.2): what policies judge must be
 * what the site serves. Refused are empty and dot steps, parameters, escapes of what may stand unescaped or could change
 * the steps, escapes in lower case, and octets that are no UTF-8.
 */
final class SitePath {
    private static final String UNESCAPED = "-._~!$&'()*+,=:@/";
    /** Beside what may stand unescaped: servers disagree about what these mean. */
    private static final String NEVER_ESCAPED = "\\%;";

    private static final String HEX = "0123456789ABCDEF";

    private SitePath() {}

    static boolean isPlain(String path) {
        if (!path.startsWith("/") || path.contains("//") || hasDotStep(path)) {
            return false;
        }
        var octets = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int octet = escaped(path, i);
                if (octet < 0 || !needsEscape(octet)) {
                    return false;
                }
                octets.write(octet);
                i += 2;
            } else if (isUnescaped(c)) {
                octets.write(c);
            } else {
                return false;
            }
        }
        return Utf8.text(octets.toByteArray()).isPresent();
    }

    private static boolean hasDotStep(String path) {
        for (String step : path.split("/", -1)) {
            if (step.equals(".") || step.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** The octet that is escaped here, or -1. */
    private static int escaped(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        int high = HEX.indexOf(path.charAt(at + 1));
        int low = HEX.indexOf(path.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean needsEscape(int octet) {
        boolean control = octet < ' ' || octet == 0x7F;
        return !control && !isUnescaped((char) octet) && NEVER_ESCAPED.indexOf(octet) < 0;
    }

    private static boolean isUnescaped(char c) {
        return isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
