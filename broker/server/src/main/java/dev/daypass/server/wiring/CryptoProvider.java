package dev.daypass.server.wiring;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.daypass.adapters.oidc.jose.CryptoSelfTest;
import dev.daypass.server.ops.Health;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who does the cryptography: Amazon's provider where its native library loads and is healthy, the JDK's own
 * elsewhere, which is several times slower and therefore said aloud. Both are tested before they are trusted.
 *
 * @param name {@code ACCP} or {@code JDK}
 * @param warning why it is not the fast one
 */
record CryptoProvider(String name, Optional<String> warning) {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);

    /** Installs and tests; a process-wide matter, repeated without harm. */
    static CryptoProvider install(SecureRandom random) throws BrokerRefused {
        CryptoProvider chosen = choose();
        chosen.warning().ifPresent(warning -> LOG.warn("slow cryptography: {}", warning));
        List<String> problems = new CryptoSelfTest(random).problems();
        if (!problems.isEmpty()) {
            throw new BrokerRefused("cryptography fails its self-test: " + String.join("; ", problems), List.of());
        }
        LOG.info("cryptography by {}", chosen.name());
        return chosen;
    }

    private static CryptoProvider choose() {
        try {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return new CryptoProvider("ACCP", Optional.empty());
        } catch (RuntimeException | LinkageError e) {
            return new CryptoProvider(
                    "JDK",
                    Optional.of("the Amazon Corretto Crypto Provider does not run here (" + e.getMessage()
                            + "); the JDK's own is used"));
        }
    }

    Health.Check check() {
        return warning.map(text -> Health.Check.warning("crypto", text))
                .orElseGet(() -> Health.Check.up("crypto", name));
    }
}
