package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes claims out by type and remembers the first that has the wrong one. Confined to one thread. */
final class ClaimReader {
    /** The end of the year 9999, in seconds: later is nonsense, and some arithmetic stops there. */
    private static final long LATEST = 253_402_300_799L;

    private final Claims claims;
    private Optional<String> problem = Optional.empty();

    ClaimReader(Claims claims) {
        this.claims = claims;
    }

    /** The value read, or the first wrong claim. */
    <T> Outcome<T> outcome(T read) {
        return problem.<Outcome<T>>map(detail -> TokenRefusals.refused(Reason.TOKEN_CLAIM_INVALID, "O06: " + detail))
                .orElseGet(() -> Outcome.granted(read));
    }

    String required(String name) {
        Optional<String> text = text(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            wrong(name, "is missing or empty");
        }
        return text.orElse("");
    }

    Optional<String> text(String name) {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        Optional<String> text =
                claims.plain(name).filter(AttributeValue.Text.class::isInstance).map(AttributeValue::text);
        if (text.isEmpty()) {
            wrong(name, "is no text");
        }
        return text;
    }

    /** A text that names something: not empty, not long, one line. */
    Optional<String> identifier(String name, int longest) {
        Optional<String> text = text(name);
        if (text.isPresent() && !isIdentifier(text.get(), longest)) {
            wrong(name, "is no identifier of 1 to " + longest + " characters");
        }
        return text;
    }

    /** A text or a list of texts, none of them empty. */
    List<String> texts(String name) {
        List<AttributeValue> values = claims.all(name);
        boolean allTexts = values.stream()
                .allMatch(value -> value instanceof AttributeValue.Text text
                        && !text.text().isEmpty());
        if (!allTexts) {
            wrong(name, "is neither a text nor a list of texts");
            return List.of();
        }
        return values.stream().map(AttributeValue::text).toList();
    }

    /** Seconds since 1970 (RFC 7519 section 2, NumericDate): a whole number or a fraction, never a text. */
    Optional<Instant> instant(String name) {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        Optional<AttributeValue> value = claims.plain(name);
        if (value.isPresent()
                && value.get() instanceof AttributeValue.Whole seconds
                && inRange((double) seconds.number())) {
            return Optional.of(Instant.ofEpochSecond(seconds.number()));
        }
        if (value.isPresent() && value.get() instanceof AttributeValue.Fraction seconds && inRange(seconds.number())) {
            return Optional.of(Instant.ofEpochMilli((long) (seconds.number() * 1000)));
        }
        wrong(name, "is no number of seconds since 1970");
        return Optional.empty();
    }

    private static boolean inRange(double seconds) {
        return seconds >= 0 && seconds <= LATEST;
    }

    private static boolean isIdentifier(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private void wrong(String name, String what) {
        if (problem.isEmpty()) {
            problem = Optional.of("`" + name + "` " + what);
        }
    }
}
