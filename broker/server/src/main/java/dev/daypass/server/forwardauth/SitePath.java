package dev.daypass.server.forwardauth;

/**
 * Whether a path of another's site means one thing to everybody (RFC 3986 section 6.2.2): what policies judge must be what
 * the site serves. Empty and dot steps, parameters, and escapes of what could change the steps are refused.
 */
final class SitePath {
    private static final String UNESCAPED = "-._~!$&'()*+,=:@/";
    private static final String NEVER_ESCAPED = "-._~/\\%;";

    private SitePath() {}

    static boolean isPlain(String path) {
        if (!path.startsWith("/") || path.contains("//") || hasDotStep(path)) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                if (!isEscape(path, i)) {
                    return false;
                }
                i += 2;
            } else if (!isLetterOrDigit(c) && UNESCAPED.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDotStep(String path) {
        for (String step : path.split("/", -1)) {
            if (step.equals(".") || step.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscape(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        int octet = high * 16 + low;
        boolean control = octet < ' ' || octet == 0x7F;
        return high >= 0 && low >= 0 && !control && !isLetterOrDigit((char) octet) && NEVER_ESCAPED.indexOf(octet) < 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
