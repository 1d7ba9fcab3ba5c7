package dev.daypass.core.config;

import dev.daypass.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code daypass.yaml} says about the running process, as opposed to what requests are decided under. Paths are
 * relative to the configuration directory unless absolute.
 *
 * @param listen where applications, browsers and the STS come in
 * @param management where health, metrics and the admin API listen; absent: on the main listener
 * @param trustedProxies address blocks whose forwarding headers are believed
 * @param browser how long people stay signed in
 * @param signIns how sign-ins are recorded for the rule tester
 * @param auditDirectory where audit files go beside the database
 * @param adminToken bearer token of the admin API; absent: it refuses everybody
 * @param encryptionKey 32 bytes in base64 that wrap the keys in the store
 */
public record BrokerSettings(
        Listener listen,
        Optional<Listener> management,
        Store store,
        List<String> trustedProxies,
        Limits limits,
        Browser browser,
        SignIns signIns,
        Optional<String> auditDirectory,
        Optional<Secret> adminToken,
        Optional<Secret> encryptionKey) {
    public BrokerSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** A host, a port (0: any free one) and maybe TLS. */
    public record Listener(String host, int port, Optional<Tls> tls) {}

    /**
     * PEM files: the certificate with its chain, and its PKCS#8 key.
     *
     * @param clientCertificates whether clients are asked for theirs
     */
    public record Tls(String certificate, String key, boolean clientCertificates) {}

    /** The database; the URL never holds a password. */
    public record Store(String url, Optional<String> user, Optional<Secret> password) {}

    /**
     * How long people stay signed in with their browsers.
     *
     * @param idle without a click
     * @param absolute at most
     * @param terminalIdle without a call of the program in a terminal that acts for them
     * @param deviceSignIn how fresh their sign-in is where they let a program on another machine in
     */
    public record Browser(Duration idle, Duration absolute, Duration terminalIdle, Duration deviceSignIn) {}

    /**
     * Which sign-ins are kept, so that one can tell who gains and who loses by other rules.
     *
     * @param keep for how long; zero: none is kept
     * @param most of how many people
     */
    public record SignIns(Duration keep, int most) {}

    /**
     * How much a request may bring.
     *
     * @param body bytes of a body at most routes
     * @param proofBody bytes of a body where SAML Responses and tokens are handed in
     * @param header bytes of all header lines
     * @param headers header lines
     * @param parameters form or query parameters
     * @param connections open connections of a listener
     * @param failuresPerMinute refused attempts of one address before it has to wait
     * @param times how long a client may take
     */
    public record Limits(
            int body,
            int proofBody,
            int header,
            int headers,
            int parameters,
            int connections,
            int failuresPerMinute,
            Times times) {}

    /**
     * How long a client may take.
     *
     * @param head for all header lines
     * @param whole for the body
     * @param idle between requests
     */
    public record Times(Duration head, Duration whole, Duration idle) {}
}
