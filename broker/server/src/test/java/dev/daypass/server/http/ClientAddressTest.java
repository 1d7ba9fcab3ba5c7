package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.snapshot.RequestContext.Client;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W10 and W18: whose address it is, and whose attempts they are. */
final class ClientAddressTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TrustedProxies proxies = new TrustedProxies(List.of(block("10.0.0.0/8"), block("fd00::/8")));

    @Test
    void trustedProxyNamesTheClient() {
        Client client = proxies.client("10.0.0.1", false, forwarded("203.0.113.7", "https"));
        assertEquals("203.0.113.7", client.address());
        assertTrue(client.secure());
    }

    @Test
    void w10AnybodyElseNamesNobody() {
        Client client = proxies.client("198.51.100.1", false, forwarded("203.0.113.7", "https"));
        assertEquals("198.51.100.1", client.address());
        assertFalse(client.secure());
    }

    @Test
    void w10OnlyWhatTrustedProxiesAppendedCounts() {
        assertEquals(
                "203.0.113.7",
                proxies.client("10.0.0.1", false, forwarded("1.2.3.4, 203.0.113.7, 10.9.9.9", "http"))
                        .address());
        assertEquals(
                "10.0.0.1",
                proxies.client("10.0.0.1", false, forwarded("203.0.113.7, unknown", "http"))
                        .address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "localhost", "10.0.0/8", "::/129", "1.2.3.4/8/8", "abcd"})
    void whatIsNoBlockIsRefused(String text) {
        assertTrue(AddressBlock.parse("10.0.0.0/8").isPresent());
        assertEquals(Optional.empty(), AddressBlock.parse(text));
    }

    @Test
    void blocksHoldExactlyTheirAddresses() {
        assertTrue(block("192.0.2.128/25").contains("192.0.2.255"));
        assertFalse(block("192.0.2.128/25").contains("192.0.2.127"));
        assertTrue(block("192.0.2.1").contains("192.0.2.1"));
        assertFalse(block("192.0.2.1").contains("192.0.2.2"));
        assertFalse(block("0.0.0.0/0").contains("::1"));
    }

    @Test
    void w18BucketRefillsWithTimeAndCountsAPrefixOfIpv6AsOne() {
        var throttle = new FailureThrottle(2);
        throttle.failed("2001:db8::1", NOW);
        assertTrue(throttle.admits("2001:db8::2", NOW));
        throttle.failed("2001:db8::2", NOW);
        assertFalse(throttle.admits("2001:db8::3", NOW));
        assertTrue(throttle.admits("2001:db8:1::3", NOW));
        assertTrue(throttle.admits("2001:db8::3", NOW.plusSeconds(31)));
        assertFalse(throttle.admits("2001:db8::3", NOW.minusSeconds(3600)));
    }

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow();
    }

    private static HeaderLines forwarded(String addresses, String scheme) {
        return HeaderLines.of(List.of(
                new HeaderLines.Line("X-Forwarded-For", addresses), new HeaderLines.Line("X-Forwarded-Proto", scheme)));
    }
}
