package dev.daypass.core.policy;

import java.util.Optional;

/**
 * A v4 or v6 address as two halves of 64 bits; a v4 address fills the upper 32.
 *
 * @param bits 32 or 128
 */
record IpAddress(long high, long low, int bits) {
    private static final int MAX_TEXT = 45;
    private static final int GROUPS = 8;

    /** Reads an address strictly; host names, zones, hexadecimal or short v4 forms are none. */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            long v4 = v4(text);
            return v4 < 0 ? Optional.empty() : Optional.of(new IpAddress(v4 << 32, 0, 32));
        }
        return v6(text);
    }

    boolean sharesPrefix(IpAddress other, int length) {
        long highMask = length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
        long lowMask = length <= 64 ? 0 : -1L << (128 - length);
        return ((high ^ other.high) & highMask) == 0 && ((low ^ other.low) & lowMask) == 0;
    }

    boolean hasZerosFrom(int length) {
        long highRest = length >= 64 ? 0 : -1L >>> length;
        long lowRest = length <= 64 ? -1L : length == 128 ? 0 : -1L >>> (length - 64);
        return (high & highRest) == 0 && (low & lowRest) == 0;
    }

    /** Four decimal numbers without leading zeros as 32 bits, or -1: read by hand, since every request has one. */
    private static long v4(String text) {
        long address = 0;
        int dots = 0;
        int number = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (number < 0 || ++dots > 3) {
                    return -1;
                }
                address = (address << 8) | number;
                number = -1;
            } else if (c < '0' || c > '9' || number == 0) {
                return -1;
            } else {
                number = Math.max(number, 0) * 10 + (c - '0');
                if (number > 255) {
                    return -1;
                }
            }
        }
        return dots == 3 && number >= 0 ? (address << 8) | number : -1;
    }

    private static Optional<IpAddress> v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] front = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        int[] back = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
        int given = front.length + back.length;
        boolean invalid = holdsInvalid(front) || holdsInvalid(back);
        if (invalid || (gap < 0 ? given != GROUPS : given >= GROUPS)) {
            return Optional.empty();
        }
        int[] all = new int[GROUPS];
        System.arraycopy(front, 0, all, 0, front.length);
        System.arraycopy(back, 0, all, GROUPS - back.length, back.length);
        return Optional.of(ofGroups(all));
    }

    private static IpAddress ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = (high << 16) | groups[i];
            low = (low << 16) | groups[i + 4];
        }
        boolean mapped = high == 0 && low >>> 32 == 0xffffL;
        return mapped ? new IpAddress(low << 32, 0, 32) : new IpAddress(high, low, 128);
    }

    private static boolean holdsInvalid(int[] groups) {
        for (int group : groups) {
            if (group < 0) {
                return true;
            }
        }
        return false;
    }

    /** The 16-bit groups of colon-separated text, -1 for what is none; the last may be a v4 address if at the end. */
    private static int[] groups(String text, boolean atEnd) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        boolean dotted = atEnd && last.indexOf('.') >= 0;
        int[] groups = new int[parts.length + (dotted ? 1 : 0)];
        for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
            groups[i] = parts[i].matches("[0-9A-Fa-f]{1,4}") ? Integer.parseInt(parts[i], 16) : -1;
        }
        if (dotted) {
            long v4 = v4(last);
            groups[groups.length - 2] = v4 < 0 ? -1 : (int) (v4 >>> 16);
            groups[groups.length - 1] = v4 < 0 ? -1 : (int) (v4 & 0xffff);
        }
        return groups;
    }
}
