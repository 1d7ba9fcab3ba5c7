package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms of values with a unit: durations and sizes. */
public final class Quantities {
    private static final Pattern DURATION =
            Pattern.compile("(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(|KiB|MiB)");
    private static final String DURATION_SCHEMA =
            "(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?|P[0-9DTHMS.]+";

    private Quantities() {}

    /** A duration such as {@code 4h}, {@code 90m}, {@code 1h30m} or {@code PT1H}, between two others, both included. */
    public static Form<Duration> duration(Duration least, Duration most) {
        return new Scalars.ScalarForm<>(JsonSchema.pattern(DURATION_SCHEMA), (node, reading) -> {
            Optional<Duration> duration = node instanceof Node.Scalar scalar ? parse(scalar.text()) : Optional.empty();
            if (duration.isEmpty()) {
                reading.error(
                        "not-a-duration",
                        node,
                        "expected a duration, found " + reading.found(node),
                        "write a number with its unit: `90s`, `15m`, `8h`, `7d`, `1h30m` or `PT1H`");
                return Optional.empty();
            }
            if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
                reading.error(
                        "out-of-range",
                        node,
                        reading.quoted((Node.Scalar) node) + " is not between " + text(least) + " and " + text(most),
                        "choose a duration in that range");
                return Optional.empty();
            }
            return duration;
        });
    }

    /** A number of bytes such as {@code 65536}, {@code 64KiB} or {@code 1MiB}, between two others, both included. */
    public static Form<Integer> bytes(int least, int most) {
        JsonSchema schema =
                JsonSchema.anyOf(List.of(JsonSchema.type("integer"), JsonSchema.pattern("[0-9]{1,9}(?:KiB|MiB)?")));
        return new Scalars.ScalarForm<>(schema, (node, reading) -> {
            Optional<Long> size = node instanceof Node.Scalar scalar ? size(scalar.text()) : Optional.empty();
            if (size.isEmpty()) {
                reading.error(
                        "not-a-size",
                        node,
                        "expected a size, found " + reading.found(node),
                        "write a number of bytes or one with its unit: `65536`, `64KiB`, `1MiB`");
                return Optional.empty();
            }
            if (size.get() < least || size.get() > most) {
                reading.error(
                        "out-of-range",
                        node,
                        reading.quoted((Node.Scalar) node) + " is not between " + least + " and " + most + " bytes",
                        "choose a size in that range");
                return Optional.empty();
            }
            return size.map(Long::intValue);
        });
    }

    /** A duration as configuration writes it. */
    public static String text(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0 && duration.toDays() > 1) {
            return duration.toDays() + "d";
        }
        if (duration.toSeconds() % 3600 == 0) {
            return duration.toHours() + "h";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }

    private static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches() && !text.isEmpty()) {
            return Optional.of(Duration.ofDays(number(matcher, 1))
                    .plusHours(number(matcher, 2))
                    .plusMinutes(number(matcher, 3))
                    .plusSeconds(number(matcher, 4)));
        }
        if (!text.toUpperCase(Locale.ROOT).startsWith("P")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static Optional<Long> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = matcher.group(2).isEmpty() ? 1 : matcher.group(2).equals("KiB") ? 1024 : 1024 * 1024;
        return Optional.of(Long.parseLong(matcher.group(1)) * unit);
    }
}
