package dev.daypass.adapters.saml.xml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The one spelling of a time that is accepted: {@code 2026-01-31T08:00:00Z} with at most nine digits of fraction (SAML
 * Core 1.3.3: UTC, without a time zone component). No offset, no lower case, no leap second, no {@code 24:00:00}.
 */
public final class SamlInstant {
    private static final int EARLIEST_YEAR = 1970;
    private static final int LATEST_YEAR = 9998;

    private SamlInstant() {}

    /** The instant, or nothing if the text is spelt in any other way. */
    public static Optional<Instant> parse(String text) {
        int end = text.length() - 1;
        if (end < 19 || text.charAt(end) != 'Z' || !hasSeparators(text)) {
            return Optional.empty();
        }
        int nanos = fraction(text, end);
        int year = number(text, 0, 4);
        if (nanos < 0 || year < EARLIEST_YEAR || year > LATEST_YEAR) {
            return Optional.empty();
        }
        try {
            // Numbers that are no digits come out as -1, which no field takes.
            return Optional.of(LocalDateTime.of(
                            year,
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasSeparators(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static int fraction(String text, int end) {
        if (end == 19) {
            return 0;
        }
        int digits = end - 20;
        if (text.charAt(19) != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        int value = number(text, 20, end);
        for (int i = digits; i < 9 && value > 0; i++) {
            value *= 10;
        }
        return value;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
