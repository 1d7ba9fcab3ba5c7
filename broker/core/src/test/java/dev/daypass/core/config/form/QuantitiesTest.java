package dev.daypass.core.config.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {
    private static final Form<Duration> DURATION = Quantities.duration(Duration.ofMinutes(1), Duration.ofDays(30));

    private static <T> Optional<T> read(Form<T> form, String text) {
        var reading = new Reading(new Findings(), new Reading.Origins(Set.of(), Set.of()), Reading.Strictness.CHECK);
        Optional<T> value = form.read(new Node.Scalar(Source.of("t"), text, Node.ScalarType.TEXT), reading);
        assertEquals(value.isEmpty(), reading.findings().hasErrors(), "a value or a finding");
        return value;
    }

    @ParameterizedTest
    @CsvSource({"4h, 14400", "90m, 5400", "90s, 90", "7d, 604800", "1h30m, 5400", "PT1H, 3600", "P1D, 86400", "1m, 60"})
    void durationsAreReadWithTheirUnits(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), read(DURATION, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4", "4 h", "h", "-4h", "4h30", "30m4h", "1e3s", "PT", "P", "4H", "59s", "31d", "9999999h"})
    void whatIsNoDurationOrOutOfRangeIsFound(String text) {
        assertEquals(Optional.empty(), read(DURATION, text));
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "64KiB, 65536", "1MiB, 1048576"})
    void sizesAreReadWithTheirUnits(String text, int bytes) {
        assertEquals(Optional.of(bytes), read(Quantities.bytes(1024, 16 * 1024 * 1024), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64KB", "64 KiB", "-1", "1023", "17MiB", "999999999MiB", "1.5MiB"})
    void whatIsNoSizeOrOutOfRangeIsFound(String text) {
        assertEquals(Optional.empty(), read(Quantities.bytes(1024, 16 * 1024 * 1024), text));
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        for (String text : new String[] {"4h", "90m", "45s", "7d", "24h"}) {
            assertEquals(
                    text,
                    Quantities.text(read(Quantities.duration(Duration.ZERO, Duration.ofDays(30)), text)
                            .orElseThrow()));
        }
    }
}
