package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Finding;
import dev.daypass.server.cli.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MistakesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SECRET", "a-secret-that-is-long-enough-0123456789",
            "OTHER_SECRET", "another-secret-that-is-long-enough-0123",
            "SHORT", "short");

    @TempDir
    Path directory = Path.of("");

    static List<MistakeCases.Case> cases() {
        return MistakeCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mistakeIsFoundAtItsPlace(MistakeCases.Case mistake) throws IOException {
        MistakeCases.write(directory, mistake.files());
        List<Finding> findings = check(directory).findings();
        List<String> told = findings.stream()
                .map(finding -> finding.source() + " " + finding.code())
                .toList();
        if (mistake.expected().equals(List.of("nothing"))) {
            assertEquals(List.of(), told);
            return;
        }
        for (String expected : mistake.expected()) {
            assertTrue(told.contains(expected), () -> "`" + expected + "` is not among " + told);
        }
        for (Finding finding : findings) {
            assertTrue(finding.cure().filter(cure -> !cure.isBlank()).isPresent(), finding::toString);
            assertTrue(!finding.message().isBlank() && finding.source().line() >= 1, finding::toString);
        }
    }

    @Test
    void thereAreCasesForManyKindsOfMistakes() {
        var codes = new TreeSet<String>();
        MistakeCases.all()
                .forEach(mistake -> mistake.expected().forEach(line -> codes.add(line.replaceAll(".* ", ""))));
        assertTrue(codes.size() >= 60, codes.size() + " kinds: " + codes);
    }

    private static Check.Report check(Path directory) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        return new Check(name -> Optional.ofNullable(ENVIRONMENT.get(name)), clock, providers -> List.of())
                .run(directory);
    }
}
