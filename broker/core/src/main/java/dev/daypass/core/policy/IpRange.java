package dev.daypass.core.policy;

import java.util.Optional;

/**
 * Addresses in CIDR notation, v4 and v6. An address alone is a range of one.
 *
 * <p>Only the usual forms are read: four decimal numbers without leading zeros, or RFC 4291 text. A v4 address in v6
 * clothes ({@code ::ffff:10.0.0.1}) is the v4 address. Nothing is looked up.
 *
 * @param bits how many leading bits count
 */
record IpRange(IpAddress network, int bits) {
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(address -> new IpRange(address, address.bits()));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        String address = text.substring(0, slash);
        int written = Integer.parseInt(length);
        return IpAddress.parse(address)
                .map(network -> new IpRange(network, written - (mapped(address, network) ? 96 : 0)))
                .filter(range -> range.bits >= 0 && range.bits <= range.network.bits());
    }

    private static boolean mapped(String text, IpAddress address) {
        return address.bits() == 32 && text.indexOf(':') >= 0;
    }

    boolean contains(IpAddress address) {
        return address.bits() == network.bits() && network.sharesPrefix(address, bits);
    }

    /** Whether bits are set behind the prefix, which then do not count. */
    boolean hasHostBits() {
        return !network.hasZerosFrom(bits);
    }
}
