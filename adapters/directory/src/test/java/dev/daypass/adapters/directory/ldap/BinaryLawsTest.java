package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Texts and bytes of GUIDs and SIDs stand for each other. */
final class BinaryLawsTest {
    @Property
    void guidsComeBack(@ForAll @Size(16) byte[] value) {
        assertArrayEquals(value, Binary.guid(Binary.guid(value).orElseThrow()).orElseThrow());
    }

    @Property
    void sidsComeBack(
            @ForAll @LongRange(max = 0xffffffffffffL) long authority,
            @ForAll @IntRange(max = 15) int parts,
            @ForAll @LongRange(max = 0xffffffffL) long part) {
        String text = "S-1-" + authority
                + IntStream.range(0, parts).mapToObj(i -> "-" + part).collect(Collectors.joining());
        assertEquals(Optional.of(text), Binary.sid(text).flatMap(Binary::sid));
    }

    @Property
    void otherBytesAreNothing(@ForAll @Size(max = 90) byte[] value) {
        if (value.length != 16) {
            assertEquals(Optional.empty(), Binary.guid(value));
        }
        Binary.sid(value)
                .ifPresent(text -> assertArrayEquals(value, Binary.sid(text).orElseThrow()));
    }

    @Example
    void wellKnownOnesReadAsEverywhere() {
        byte[] guid = HexFormat.of().parseHex("fdc1303d4c590147a8808bce04adfd40");
        assertEquals(Optional.of("3d30c1fd-594c-4701-a880-8bce04adfd40"), Binary.guid(guid));
        byte[] users = HexFormat.of().parseHex("01020000000000052000000021020000");
        assertEquals(Optional.of("S-1-5-32-545"), Binary.sid(users));
        assertEquals(Optional.of("S-1-5-32-546"), Binary.sibling("S-1-5-32-545", 546));
        assertEquals(Optional.empty(), Binary.sid("S-1-5-4294967296"));
        assertEquals(Optional.empty(), Binary.guid("3D30c1fd"));
    }
}
