package dev.daypass.server.http;

import dev.daypass.core.snapshot.IpLiteral;
import dev.daypass.core.snapshot.RequestContext.Client;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who called. {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed only where the connection
 * comes from a configured proxy, and of the former only what trusted proxies appended. The host is never taken from a
 * request: the issuer is configured.
 */
final class TrustedProxies {
    private static final int LONGEST_USER_AGENT = 256;

    private final List<AddressBlock> trusted;

    TrustedProxies(List<AddressBlock> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * Who called.
     *
     * @param peer the connection's other end, as literal
     * @param tls whether the connection itself is encrypted
     */
    Client client(String peer, boolean tls, HeaderLines headers) {
        String agent = headers.only("user-agent").map(TrustedProxies::shorten).orElse("");
        if (!isTrusted(peer)) {
            return new Client(peer, tls, agent);
        }
        boolean secure = tls || headers.only("x-forwarded-proto").equals(Optional.of("https"));
        return new Client(forwarded(peer, headers.all("x-forwarded-for")), secure, agent);
    }

    private String forwarded(String peer, List<String> lines) {
        String[] hops = String.join(",", lines).split(",", -1);
        String client = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].trim();
            if (IpLiteral.bytes(hop).isEmpty()) {
                return client;
            }
            client = hop;
            if (!isTrusted(hop)) {
                return client;
            }
        }
        return client;
    }

    /** Whether a connection's other end is one of the proxies. */
    boolean isTrusted(String address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_USER_AGENT ? text : text.substring(0, LONGEST_USER_AGENT);
    }
}
