package dev.daypass.adapters.oidc.keys;

import dev.daypass.core.provider.TokenSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses keys may come from, judged before anything is opened (OpenID Connect Discovery 4; RFC 8725 3.10). */
public final class KeyAddresses {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** Dotted, short, decimal and hexadecimal spellings of IPv4, and IPv6 in brackets. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+|0x.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private KeyAddresses() {}

    /** Why the keys that these settings point to can never be fetched, if so: of the key set, or of discovery. */
    public static Optional<String> problem(TokenSettings settings) {
        Optional<URI> configured = settings.keys().jwks();
        if (configured.isPresent()) {
            return problem(configured.get()).map(problem -> "`jwks` " + problem);
        }
        Optional<URI> discovery = discovery(settings.issuer());
        return discovery
                        .filter(address -> !isFile(address) && problem(address).isEmpty())
                        .isPresent()
                ? Optional.empty()
                : Optional.of("the issuer is no https address, so its keys cannot be discovered");
    }

    /** The issuer's discovery document: a slash at the end is dropped first (OpenID Connect Discovery 4). */
    static Optional<URI> discovery(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return parse(base + WELL_KNOWN);
    }

    /** An absolute address with a path, if the text is one. */
    static Optional<URI> parse(String text) {
        try {
            URI address = URI.create(text);
            return address.isAbsolute() && !address.isOpaque() ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** What is wrong with an address that the operator configured, if anything. */
    static Optional<String> problem(URI address) {
        if (isFile(address)) {
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
        if (isFile(to)) {
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

    static boolean isFile(URI address) {
        return "file".equals(address.getScheme());
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
