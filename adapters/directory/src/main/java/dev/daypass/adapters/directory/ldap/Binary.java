package dev.daypass.adapters.directory.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Active Directory's binary values and their usual texts (MS-DTYP 2.3.4 and 2.4.2). */
final class Binary {
    private static final Set<String> GUIDS = Set.of("objectguid", "ms-ds-consistencyguid", "msexchmailboxguid");
    private static final Set<String> SIDS = Set.of("objectsid", "sidhistory", "tokengroups");
    private static final int GUID_BYTES = 16;
    private static final int SID_HEAD = 8;
    private static final int MOST_PARTS = 15;
    private static final Pattern SID = Pattern.compile("S-1-[0-9]{1,15}(?:-[0-9]{1,10}){0,15}");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Binary() {}

    /** Whether values of an attribute are bytes that this class knows a text for. */
    static boolean isBinary(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return GUIDS.contains(name) || SIDS.contains(name);
    }

    /** The text of a binary attribute's value; absent if the bytes are none of its kind. */
    static Optional<String> text(String attribute, byte[] value) {
        return GUIDS.contains(attribute.toLowerCase(Locale.ROOT)) ? guid(value) : sid(value);
    }

    /** The bytes that a binary attribute's text stands for. */
    static Optional<byte[]> bytes(String attribute, String text) {
        return GUIDS.contains(attribute.toLowerCase(Locale.ROOT)) ? guid(text) : sid(text);
    }

    /** {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}; the first three parts lie in little-endian order. */
    static Optional<String> guid(byte[] value) {
        if (value.length != GUID_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long high = (bytes.getInt() & 0xffffffffL) << 32
                | (bytes.getShort() & 0xffffL) << 16
                | (bytes.getShort() & 0xffffL);
        long low = bytes.order(ByteOrder.BIG_ENDIAN).getLong();
        return Optional.of(new UUID(high, low).toString());
    }

    static Optional<byte[]> guid(String text) {
        if (!GUID.matcher(text).matches()) {
            return Optional.empty();
        }
        UUID guid = UUID.fromString(text);
        long high = guid.getMostSignificantBits();
        ByteBuffer bytes = ByteBuffer.allocate(GUID_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        bytes.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        return Optional.of(bytes.array());
    }

    /** {@code S-1-5-21-…}. */
    static Optional<String> sid(byte[] value) {
        if (value.length < SID_HEAD || value[0] != 1 || value[1] < 0 || value[1] > MOST_PARTS) {
            return Optional.empty();
        }
        int parts = value[1];
        if (value.length != SID_HEAD + 4 * parts) {
            return Optional.empty();
        }
        long authority = ByteBuffer.wrap(value).getLong() & 0xffffffffffffL;
        var text = new StringBuilder("S-1-").append(authority);
        ByteBuffer rest = ByteBuffer.wrap(value, SID_HEAD, 4 * parts).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < parts; i++) {
            text.append('-').append(Integer.toUnsignedString(rest.getInt()));
        }
        return Optional.of(text.toString());
    }

    static Optional<byte[]> sid(String text) {
        if (!SID.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.substring("S-1-".length()).split("-", -1);
        ByteBuffer bytes = ByteBuffer.allocate(SID_HEAD + 4 * (parts.length - 1));
        bytes.putLong(Long.parseLong(parts[0])).put(0, (byte) 1).put(1, (byte) (parts.length - 1));
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i < parts.length; i++) {
            long part = Long.parseLong(parts[i]);
            if (part > 0xffffffffL) {
                return Optional.empty();
            }
            bytes.putInt((int) part);
        }
        return Optional.of(bytes.array());
    }

    /** A domain's SID with another last part: its primary group of a user's SID and {@code primaryGroupID}. */
    static Optional<String> sibling(String sid, long rid) {
        return SID.matcher(sid).matches() && sid.indexOf('-', "S-1-".length()) > 0
                ? Optional.of(sid.substring(0, sid.lastIndexOf('-') + 1) + rid)
                : Optional.empty();
    }
}
