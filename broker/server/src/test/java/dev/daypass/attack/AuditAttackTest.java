package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditFault;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.server.wiring.AuditInspection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hands at the audit file of a broker that is down (W31). */
final class AuditAttackTest {
    @Test
    void w31ChangedAuditIsFoundAndNamed(@TempDir Path directory) throws Exception {
        var broker = AttackedBroker.start(directory);
        try {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        200,
                        broker.sts(AttackedBroker.withSaml(broker.response())).status());
                Refused.inForm(broker.sts(AttackedBroker.withSaml("PHg+")));
                assertEquals(200, broker.admin("/api/v1/keys/rotate", "{}").status());
                broker.restart();
            }
        } finally {
            // Verifies the honest twin.
            broker.close();
        }
        Path file = directory.resolve("audit/audit.jsonl");
        List<String> honest = Files.readAllLines(file);
        assertTrue(honest.size() > 9, honest::toString);
        int middle = honest.size() / 2;
        for (UnaryOperator<List<String>> hand : List.<UnaryOperator<List<String>>>of(
                lines -> changed(lines, middle, lines.get(middle).replaceFirst("GRANTED|REFUSED", "NEITHER")),
                lines -> changed(lines, 0, lines.get(0).replace("LIFECYCLE", "LIFECYCLF")),
                lines -> without(lines, middle),
                lines -> without(lines, lines.size() - 1),
                lines -> lines.subList(0, middle),
                lines -> swapped(lines, middle),
                lines -> changed(lines, middle, lines.get(middle) + "\n" + lines.get(middle)),
                lines -> changed(lines, middle, "{}"))) {
            List<String> forged = hand.apply(new ArrayList<>(honest));
            assertFalse(forged.equals(honest), "nothing was changed");
            Files.write(file, forged);
            assertTrue(fault(broker).isPresent(), () -> "not found: " + forged);
        }
        Files.write(file, honest);
        assertEquals(Optional.empty(), fault(broker));
    }

    private static Optional<AuditFault> fault(AttackedBroker broker) throws Exception {
        Map<String, AuditVerification.Report> reports = AuditInspection.of(broker.configuration());
        return reports.values().stream()
                .flatMap(report -> report.fault().stream())
                .findFirst();
    }

    private static List<String> changed(List<String> lines, int at, String line) {
        lines.set(at, line);
        return lines;
    }

    private static List<String> without(List<String> lines, int at) {
        lines.remove(at);
        return lines;
    }

    private static List<String> swapped(List<String> lines, int at) {
        Collections.swap(lines, at, at + 1);
        return lines;
    }
}
