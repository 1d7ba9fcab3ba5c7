package dev.daypass.core.terminal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser brings a code to a program on the same machine: {@code http}, a loopback address as literal, any port,
 * a plain path (RFC 8252 section 7.3). Nothing is normalised or decoded, so that no two readers can differ (security O17).
 * There is no IPv6: a content security policy cannot name such a host (CSP Level 3, host-part matching), so that a browser
 * would not bring the code.
 *
 * @param path beginning with a slash; empty if there is none
 */
public record LoopbackRedirect(String path) {
    private static final Pattern FORM = Pattern.compile(
            "http://127\\.0\\.0\\.1(?::([1-9][0-9]{0,4}))?((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){0,8}/?)");
    private static final int LONGEST = 256;
    private static final int LAST_PORT = 65_535;

    /** The redirect that an address asks for, its port left out; empty if it is none. */
    public static Optional<LoopbackRedirect> of(String uri) {
        Matcher form = FORM.matcher(uri);
        if (uri.length() > LONGEST || !form.matches()) {
            return Optional.empty();
        }
        String port = form.group(1);
        return port != null && Integer.parseInt(port) > LAST_PORT
                ? Optional.empty()
                : Optional.of(new LoopbackRedirect(form.group(2)));
    }

    @Override
    public String toString() {
        return "http://127.0.0.1" + path;
    }
}
