package dev.daypass.adapters.oidc.keys;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses keys may come from, judged before anything is opened (OpenID Connect Discovery 4; RFC 8725 3.10). */
final class Addresses {
    /** Dotted, short, decimal and hexadecimal spellings of IPv4, and IPv6 in brackets. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+|0x.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Addresses() {}

    /** What is wrong with an address that the operator configured, if anything. */
    static Optional<String> problem(URI address) {
        if ("file".equals(address.getScheme())) {
            return Optional.empty();
        }
        if (address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            return Optional.of("has no plain host");
        }
        boolean safe = "https".equals(address.getScheme()) || isLoopbackHttp(address);
        return safe ? Optional.empty() : Optional.of("is neither https nor loopback http nor a file");
    }

    /** What is wrong with an address that a fetched document names, if anything: it may not lead into our own net. */
    static Optional<String> linkProblem(URI from, URI to) {
        if ("file".equals(to.getScheme())) {
            return Optional.of("names a file");
        }
        Optional<String> problem = problem(to);
        if (problem.isPresent()) {
            return problem;
        }
        if (host(from).equals(host(to))) {
            return sameScheme(from, to) || "https".equals(to.getScheme())
                    ? Optional.empty()
                    : Optional.of("leaves https");
        }
        if (isLoopbackHttp(from)) {
            return Optional.empty(); // a laptop's own provider; no net is behind it that the laptop is not in
        }
        boolean inside = LITERAL.matcher(host(to)).matches()
                || LOOPBACK.matcher(host(to)).matches();
        return inside ? Optional.of("leads to a numeric or local address") : Optional.empty();
    }

    /** Whether a redirect stays at the same scheme, host and port. */
    static boolean sameOrigin(URI from, URI to) {
        return to.getHost() != null && sameScheme(from, to) && host(from).equals(host(to)) && port(from) == port(to);
    }

    private static boolean isLoopbackHttp(URI address) {
        return "http".equals(address.getScheme())
                && LOOPBACK.matcher(host(address)).matches();
    }

    private static boolean sameScheme(URI from, URI to) {
        return from.getScheme().equals(to.getScheme());
    }

    private static int port(URI address) {
        int standard = "https".equals(address.getScheme()) ? 443 : 80;
        return address.getPort() < 0 ? standard : address.getPort();
    }

    private static String host(URI address) {
        return address.getHost().toLowerCase(Locale.ROOT);
    }
}
