package dev.daypass.resourceserver.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One object, one meaning; everything else is refused. */
final class JsonReaderTest {
    @Test
    void everyKindOfValueIsRead() {
        JsonValue.Members read =
                read(" { \"t\" : \"a\\u00e9\\n\\/\" , \"w\":-9223372036854775808,\"f\":1.5e3,\"b\":true,"
                                + "\"n\":null,\"o\":{},\"l\":[1,[],\"x\"]}\n")
                        .orElseThrow();
        assertEquals(Optional.of("a\u00e9\n/"), read.text("t"));
        assertEquals(Optional.of(Long.MIN_VALUE), read.whole("w"));
        assertEquals(Optional.of(new JsonValue.Fraction(1500)), read.get("f"));
        assertEquals(Optional.of(true), read.flag("b"));
        assertFalse(read.has("n"));
        assertTrue(read.object("o").orElseThrow().members().isEmpty());
        assertEquals(3, read.list("l").orElseThrow().items().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "{}x",
                "{}{}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":1e999}",
                "{\"a\":9223372036854775808}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u00\u0661\u0661\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":tru}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":null,\"a\":2}",
                "{\"a\":[null]}",
                "{\"a\":[1 2]}",
                "{\"a\":1 /* x */}",
                "\uFEFF{}"
            })
    void whatIsNotOneObjectIsRefused(String text) {
        assertTrue(read("{\"a\":1}").isPresent());
        assertEquals(Optional.empty(), read(text));
    }

    @Test
    void limitsAreKept() {
        assertTrue(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").isPresent());
        assertEquals(Optional.empty(), read("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
        assertEquals(Optional.empty(), read("{\"a\":" + "[".repeat(100_000)));
        assertEquals(Optional.empty(), read("{\"a\":\"" + "x".repeat(16 * 1024 + 1) + "\"}"));
        assertEquals(Optional.empty(), read("{\"" + "n".repeat(257) + "\":1}"));
        assertEquals(Optional.empty(), read("{\"a\":[" + "1,".repeat(5000) + "1]}"));
        assertEquals(Optional.empty(), read("{\"a\":" + "1".repeat(33) + "}"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'};
        Outcome<JsonValue.Members> outcome = JsonReader.SMALL.object("text", overlong);
        assertTrue(outcome.refusal().isPresent());
    }

    /** Nothing of what was read stands in the detail. */
    @Test
    void refusalQuotesNothing() {
        String detail = JsonReader.SMALL
                .object("claims", "{\"secret\":x}".getBytes(StandardCharsets.UTF_8))
                .refusal()
                .orElseThrow()
                .detail();
        assertFalse(detail.contains("secret"), detail);
    }

    /** Law: what is written is read again as it was. */
    @Property(tries = 300)
    void writtenTextIsReadAgain(@ForAll @StringLength(max = 200) String text, @ForAll long number) {
        String json = JsonWriter.write(Map.of("text", text, "number", number, "list", List.of(text, text)));
        Optional<JsonValue.Members> read = read(json);
        boolean fit = text.indexOf(0) < 0
                && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
        assertEquals(fit, read.isPresent());
        read.ifPresent(members -> {
            assertEquals(Optional.of(text), members.text("text"));
            assertEquals(Optional.of(number), members.whole("number"));
        });
    }

    /** Law: whatever comes, an answer comes back and no exception. */
    @Property(tries = 1000)
    void anyOctetsGetAnAnswer(@ForAll byte[] octets) {
        Outcome<JsonValue.Members> outcome = JsonReader.SMALL.object("anything", octets);
        assertTrue(outcome.value().isPresent() || outcome.refusal().isPresent());
    }

    private static Optional<JsonValue.Members> read(String text) {
        return JsonReader.SMALL
                .object("text", text.getBytes(StandardCharsets.UTF_8))
                .value();
    }
}
