package dev.daypass.resourceserver.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How holders of bound tokens prove that they hold the key (DPoP, RFC 9449) or the certificate (mTLS, RFC 8705).
 *
 * @param binding whether tokens that anybody could use are accepted
 * @param publicUrl where clients reach the service, path prefix included: what {@code htu} is compared with. The
 *     request's own {@code Host} is not asked, since whoever replays a proof chooses it. Left out: the origin of an
 *     audience that is an address; else DPoP proofs are refused
 * @param window how old a proof may be, and how far ahead: 5 seconds to 5 minutes. Proofs are remembered as long
 */
public record ProofSettings(Binding binding, Optional<URI> publicUrl, Duration window) {
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(5);
    private static final Duration MOST_WINDOW = Duration.ofMinutes(5);

    /** Which tokens are accepted. */
    public enum Binding {
        /** Bound ones with their proof, and bearer tokens. */
        OPTIONAL,
        /** Bound ones with their proof only. */
        REQUIRED
    }

    public ProofSettings {
        Limits.within("window", window, LEAST_WINDOW, MOST_WINDOW);
        if (publicUrl.isPresent() && publicUrl.get().getHost() == null) {
            throw new IllegalArgumentException(
                    "`publicUrl` has no host: give an address such as" + " `https://reports.example.com`");
        }
    }

    /** Binding optional, the public address taken from the audience, a minute. */
    public static ProofSettings usual() {
        return new ProofSettings(Binding.OPTIONAL, Optional.empty(), Duration.ofMinutes(1));
    }

    public ProofSettings with(Binding changed) {
        return new ProofSettings(changed, publicUrl, window);
    }

    public ProofSettings at(URI changed) {
        return new ProofSettings(binding, Optional.of(changed), window);
    }
}
