package dev.daypass.core.octets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OctetsTest {
    @Test
    void fieldsComeBackInTheirOrder() {
        byte[] written = Octets.write(1, out -> {
            WrittenTexts.texts(out, List.of("a", "é"));
            WrittenTexts.optionalText(out, Optional.empty());
            WrittenTexts.optionalText(out, Optional.of("b"));
            out.writeLong(7);
        });
        assertEquals("0002000161" + "0002c3a9" + "00" + "01000162" + "0000000000000007", hex(written));
        assertEquals(List.of(List.of("a", "é"), Optional.empty(), Optional.of("b"), 7L), read(written));
    }

    @Test
    void whatIsCutShortIsAFaultThatSaysWhatItWas() {
        byte[] written = Octets.write(8, out -> out.writeLong(7));
        byte[] cut = Arrays.copyOf(written, 7);
        var fault = assertThrows(
                IllegalStateException.class, () -> Octets.read("a number", cut, DataInputStream::readLong));
        assertEquals("a number that is cut short", fault.getMessage());
    }

    /** Overlong, a surrogate, half a character, beyond Unicode, no beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "e080af", "eda080", "c3", "f4908080", "80"})
    void octetsThatAreNoUtf8AreNoText(String octets) {
        assertEquals(Optional.empty(), Utf8.text(HexFormat.of().parseHex(octets)));
        assertEquals(Optional.of("é"), Utf8.text(HexFormat.of().parseHex("c3a9" + octets), 2));
    }

    private static List<Object> read(byte[] written) {
        return Octets.read(
                "a test",
                written,
                in -> List.of(
                        WrittenTexts.texts(in),
                        WrittenTexts.optionalText(in),
                        WrittenTexts.optionalText(in),
                        in.readLong()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
