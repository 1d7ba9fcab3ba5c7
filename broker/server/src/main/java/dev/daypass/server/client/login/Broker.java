package dev.daypass.server.client.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A broker by its base URL, which is its issuer too (RFC 8414 section 2): without slash at the end, query or fragment.
 *
 * @param url in normal form
 */
public record Broker(URI url) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final int HASH_LETTERS = 8;

    /** The broker at a base URL; empty if tokens must not be sent there: anything but https, or http on this machine. */
    public static Optional<Broker> at(URI given) {
        if (given.getHost() == null || given.getScheme() == null || given.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = given.getScheme().toLowerCase(Locale.ROOT);
        String host = given.getHost().toLowerCase(Locale.ROOT);
        boolean safe = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
        if (!safe || given.getRawQuery() != null || given.getRawFragment() != null) {
            return Optional.empty();
        }
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        String path = given.getRawPath().replaceAll("/+$", "");
        return Optional.of(new Broker(URI.create(scheme + "://" + host + port + path)));
    }

    /** An address below the base. */
    URI path(String path) {
        return URI.create(url + path);
    }

    /** Whether an address belongs to this broker. */
    boolean has(URI address) {
        return Optional.ofNullable(address.getHost())
                .map(host ->
                        (address + "/").startsWith(url + "/") && url.getHost().equalsIgnoreCase(host))
                .orElse(false);
    }

    /** A name for files: the host, for people, and a hash of the whole, which makes it one. */
    String fileName() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
            String host = url.getHost().replaceAll("[^a-z0-9.-]", "_");
            return host + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_LETTERS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
