package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The matcher against a plain one, and against patterns made to be slow. */
final class GlobTest {
    @Property(tries = 20_000)
    void agreesWithThePlainMatcher(@ForAll("patterns") String pattern, @ForAll("values") String value) {
        assertEquals(plain(pattern, 0, value, 0), Glob.of(pattern).matches(value));
    }

    @Property(tries = 2_000)
    void agreesWithThePlainMatcherOnLongChunks(
            @ForAll("longPatterns") String pattern, @ForAll("longValues") String value) {
        String full = "x" + value + "y";
        assertEquals(
                plain("x" + pattern + "y", 0, full, 0),
                Glob.of("x" + pattern + "y").matches(full));
    }

    @Property
    void literalMatchesItselfOnly(@ForAll("patterns") String text, @ForAll("values") String value) {
        Glob literal = new Glob.Builder().literal(text).build();
        assertTrue(literal.matches(text));
        assertEquals(text.equals(value), literal.matches(value));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(14);
    }

    @Provide
    Arbitrary<String> longPatterns() {
        Arbitrary<String> chunk =
                Arbitraries.strings().withChars("aaaaab?").ofMinLength(15).ofMaxLength(140);
        return chunk.map(text -> "*" + text + "*");
    }

    @Provide
    Arbitrary<String> longValues() {
        return Arbitraries.strings().withChars("aaaaab").ofMaxLength(400);
    }

    @Test
    void matchesWithinARegionOnly() {
        assertTrue(Glob.of("b*d").matches("abcde", 1, 4));
        assertFalse(Glob.of("b*e").matches("abcde", 1, 4));
        assertFalse(Glob.of("*d*e").matches("abcde", 1, 4));
        assertTrue(Glob.of("*").matches("abcde", 2, 2));
    }

    @Test
    void T14WildcardBombsTakeLinearTime() {
        String many = "a".repeat(20_000);
        assertTimeout(Duration.ofSeconds(1), () -> {
            assertFalse(Glob.of("*a*a*a*b".repeat(200)).matches(many));
            assertFalse(Glob.of("*" + "a".repeat(5_000) + "b*").matches(many));
            assertFalse(Glob.of("*" + "a?".repeat(1_000) + "b*").matches(many));
            assertFalse(Glob.of("?".repeat(2_048)).matches(many));
            assertTrue(Glob.of("*" + "?".repeat(2_048) + "*").matches(many));
            assertTrue(Glob.of("*".repeat(5_000)).matches(many));
        });
    }

    /** What the words say, tried one by one; only for short texts. */
    private static boolean plain(String pattern, int p, String value, int v) {
        if (p == pattern.length()) {
            return v == value.length();
        }
        if (pattern.charAt(p) == '*') {
            return plain(pattern, p + 1, value, v) || (v < value.length() && plain(pattern, p, value, v + 1));
        }
        return v < value.length()
                && (pattern.charAt(p) == '?' || pattern.charAt(p) == value.charAt(v))
                && plain(pattern, p + 1, value, v + 1);
    }
}
