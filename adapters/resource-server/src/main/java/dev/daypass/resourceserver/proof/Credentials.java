package dev.daypass.resourceserver.proof;

import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The token of a request, and under which scheme it came.
 *
 * @param scheme of the {@code Authorization} header
 * @param token the token's text: a secret
 */
public record Credentials(Scheme scheme, String token) {
    /** RFC 6750 section 2.1, beside letters and digits; spaces and commas would start another token or parameter. */
    private static final String TOKEN_SIGNS = "._~+/=-";

    /** How a token may be presented. */
    public enum Scheme {
        BEARER,
        DPOP
    }

    /** The one token of a request; {@link Reason#TOKEN_MISSING} if there is none of our schemes. */
    public static Outcome<Credentials> of(Presented request) {
        List<String> headers = request.authorization();
        if (headers.size() > 1) {
            return Outcome.refused(Reason.REQUEST_INVALID, "two `Authorization` headers");
        }
        String header = headers.isEmpty() ? "" : headers.get(0);
        int space = header.indexOf(' ');
        Optional<Scheme> scheme = space < 0 ? Optional.empty() : scheme(header.substring(0, space));
        if (scheme.isEmpty()) {
            return Outcome.refused(Reason.TOKEN_MISSING, "no `Authorization: Bearer` or `DPoP`");
        }
        String token = header.substring(space + 1);
        return isToken(token)
                ? Outcome.granted(new Credentials(scheme.get(), token))
                : Outcome.refused(Reason.REQUEST_INVALID, "`Authorization` holds no single token");
    }

    private static Optional<Scheme> scheme(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(Scheme.BEARER);
            case "dpop" -> Optional.of(Scheme.DPOP);
            default -> Optional.empty();
        };
    }

    /** A loop, since this is a quarter of the whole check as a regular expression. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return "Credentials[" + scheme + "]";
    }
}
