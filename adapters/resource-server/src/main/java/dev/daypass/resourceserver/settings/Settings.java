package dev.daypass.resourceserver.settings;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a service accepts sessions. {@link #of} gives safe values for everything that is not said; each {@code with}
 * changes one part.
 *
 * @param issuer the broker's issuer, exactly as its tokens say it: https, or http on loopback
 * @param audience what tokens for this service have in {@code aud}: one exact value
 * @param tokens what is accepted of a token
 * @param proofs how bound tokens are proven
 * @param broker how the broker's keys, revocations and decisions are followed
 */
public record Settings(
        String issuer, String audience, TokenSettings tokens, ProofSettings proofs, BrokerSettings broker) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public Settings {
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException("`issuer` is not acceptable: give the broker's https address without"
                    + " query, fragment or slash at its end (http only on loopback)");
        }
        if (audience.isEmpty()) {
            throw new IllegalArgumentException("`audience` is empty: give what tokens for this service have in `aud`");
        }
    }

    /** The safe values for a service of this audience. */
    public static Settings of(String issuer, String audience) {
        return new Settings(issuer, audience, TokenSettings.usual(), ProofSettings.usual(), BrokerSettings.usual());
    }

    public Settings with(TokenSettings changed) {
        return new Settings(issuer, audience, changed, proofs, broker);
    }

    public Settings with(ProofSettings changed) {
        return new Settings(issuer, audience, tokens, changed, broker);
    }

    public Settings with(BrokerSettings changed) {
        return new Settings(issuer, audience, tokens, proofs, changed);
    }

    /** Where clients reach the service: as set, or the origin that the audience names, if it is an address. */
    public Optional<URI> publicUrl() {
        return proofs.publicUrl().isPresent()
                ? proofs.publicUrl()
                : parse(audience).filter(Settings::isWeb).map(address -> address.resolve("/"));
    }

    private static boolean isSafe(String issuer) {
        Optional<URI> address = parse(issuer).filter(Settings::isWeb);
        if (address.isEmpty() || issuer.endsWith("/")) {
            return false;
        }
        URI known = address.get();
        boolean plain = known.getUserInfo() == null && known.getQuery() == null && known.getFragment() == null;
        boolean safe = "https".equals(known.getScheme())
                || LOOPBACK.matcher(known.getHost()).matches();
        return plain && safe;
    }

    private static boolean isWeb(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
