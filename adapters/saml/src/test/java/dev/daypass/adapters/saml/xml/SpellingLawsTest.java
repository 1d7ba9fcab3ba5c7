package dev.daypass.adapters.saml.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Laws of the strict readers: what is spelt right is read, and one value has one spelling. */
final class SpellingLawsTest {
    @Property
    void everyInstantIsReadBack(@ForAll @LongRange(min = 0, max = 250_000_000_000_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertEquals(Optional.of(instant), SamlInstant.parse(instant.toString()));
    }

    @Property
    void noOtherTextIsReadAsATimeThatPrintsOtherwise(@ForAll String text) {
        SamlInstant.parse(text).ifPresent(instant -> assertEquals(Instant.parse(text), instant));
    }

    @Property
    void oneCharacterChangedIsNoTimeOrAnotherOne(
            @ForAll @LongRange(min = 0, max = 250_000_000_000L) long seconds, @ForAll char wrong) {
        String right = Instant.ofEpochSecond(seconds).toString();
        for (int at = 0; at < right.length(); at++) {
            if (right.charAt(at) != wrong) {
                String changed = right.substring(0, at) + wrong + right.substring(at + 1);
                assertTrue(SamlInstant.parse(changed)
                        .filter(Instant.ofEpochSecond(seconds)::equals)
                        .isEmpty());
            }
        }
    }

    @Property
    void bytesAreReadBackThroughAnyLineLength(@ForAll @Size(min = 1, max = 300) byte[] bytes) {
        assertArrayEquals(
                bytes,
                Base64Text.decode(Base64.getEncoder().encodeToString(bytes)).orElseThrow());
        assertArrayEquals(
                bytes,
                Base64Text.decode(Base64.getMimeEncoder().encodeToString(bytes)).orElseThrow());
    }

    @Property
    void whatIsReadHasNoOtherSpelling(@ForAll String text) {
        Base64Text.decode(text)
                .ifPresent(bytes -> assertEquals(
                        text.replaceAll("[ \\r\\n\\t]", ""), Base64.getEncoder().encodeToString(bytes)));
    }
}
