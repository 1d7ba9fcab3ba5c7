package dev.daypass.resourceserver.json;

import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON object in one pass: UTF-8 only, no duplicate name however escaped, bounded depth, lengths and counts,
 * nothing behind it, no number that a {@code long} or finite {@code double} cannot hold.
 *
 * @param mostCharacters of a single text
 * @param mostValues of the whole
 */
public record JsonReader(int mostCharacters, int mostValues) {
    /** For tokens and other small documents. */
    public static final JsonReader SMALL = new JsonReader(16 * 1024, 4096);

    /** For lists that grow with a house: hundreds of thousands of entries. */
    public static final JsonReader LARGE = new JsonReader(4096, 2_000_000);

    /**
     * Reads an object.
     *
     * @param what names it in the detail: {@code header}, {@code claims}
     * @return its members, or {@link Reason#TOKEN_MALFORMED}
     */
    public Outcome<JsonValue.Members> object(String what, byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return Outcome.granted(new JsonParse(text, this).object());
        } catch (CharacterCodingException notUtf8) {
            return malformed(what, "not UTF-8");
        } catch (JsonParse.Unfit unfit) {
            return malformed(what, unfit.getMessage());
        }
    }

    private static Outcome<JsonValue.Members> malformed(String what, String detail) {
        return Outcome.refused(Reason.TOKEN_MALFORMED, "J13: the " + what + " is not acceptable JSON: " + detail);
    }
}
