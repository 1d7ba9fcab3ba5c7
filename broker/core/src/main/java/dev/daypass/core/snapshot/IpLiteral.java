package dev.daypass.core.snapshot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text; names are none, and are never looked up. */
public final class IpLiteral {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int IPV6_PREFIX = 8;
    private static final int IPV6_SITE = 6;
    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_LENGTH = 16;

    private IpLiteral() {}

    /** The bytes of an address literal: 4 or 16; IPv4 written as IPv6 counts as IPv4. */
    public static Optional<byte[]> bytes(String text) {
        boolean numeric =
                text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
        if (!numeric || !LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whom an address belongs to, for counting: an IPv6 address by its /64, which is one customer's at least. */
    static String source(String address) {
        return bytes(address)
                .filter(bytes -> bytes.length > IPV6_PREFIX)
                .map(bytes -> Arrays.toString(Arrays.copyOf(bytes, IPV6_PREFIX)))
                .orElse(address);
    }

    /** Whose an address may be together with its neighbours: a /48 of IPv6 is one site's, a /24 of IPv4 one owner's. */
    static String network(String address) {
        return bytes(address)
                .map(bytes -> Arrays.copyOf(bytes, bytes.length == IPV6_LENGTH ? IPV6_SITE : IPV4_NETWORK))
                .map(Arrays::toString)
                .orElse(address);
    }
}
