package dev.daypass.server.http;

import dev.daypass.core.snapshot.IpLiteral;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IP addresses in CIDR form ({@code 10.0.0.0/8}, {@code fd00::/8}); a bare address is a block of one. */
public final class AddressBlock {
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int prefix;

    private AddressBlock(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** Reads a block; a host name is not one and is never looked up. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> network = IpLiteral.bytes(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int longest = network.get().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressBlock(network.get(), longest));
        }
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > longest) {
            return Optional.empty();
        }
        return Optional.of(new AddressBlock(network.get(), Integer.parseInt(prefix)));
    }

    /** Whether the address, a literal, lies in this block. */
    public boolean contains(String address) {
        return IpLiteral.bytes(address)
                .filter(bytes -> bytes.length == network.length && sameStart(bytes))
                .isPresent();
    }

    private boolean sameStart(byte[] address) {
        int whole = prefix / 8;
        if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        if (rest == 0) {
            return true;
        }
        int mask = 0xFF << (8 - rest) & 0xFF;
        return (address[whole] & mask) == (network[whole] & mask);
    }

    @Override
    public String toString() {
        return "AddressBlock[/" + prefix + "]";
    }
}
