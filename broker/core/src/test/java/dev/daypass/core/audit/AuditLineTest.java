package dev.daypass.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent.Kind;
import dev.daypass.core.audit.AuditEvent.Verdict;
import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

class AuditLineTest {
    @Test
    void eventIsOneLineOfJson() {
        var facts = new LinkedHashMap<String, List<String>>();
        facts.put("provider", List.of("corp-saml"));
        facts.put("rules", List.of("a", "b"));
        var event = new AuditEvent(
                Instant.parse("2026-01-02T03:04:05Z"),
                Kind.SIGN_IN,
                Verdict.REFUSED,
                "c-1",
                "192.0.2.1",
                Optional.of(Reason.PROOF_REPLAYED),
                facts);
        String start = "{\"sequence\":1,\"node\":\"n\",\"previous\":\"" + "0".repeat(64) + "\"";
        assertEquals(
                start + ",\"at\":\"2026-01-02T03:04:05.000Z\",\"kind\":\"SIGN_IN\",\"outcome\":\"REFUSED\","
                        + "\"correlation\":\"c-1\",\"client\":\"192.0.2.1\",\"reason\":\"PROOF_REPLAYED\","
                        + "\"facts\":{\"provider\":[\"corp-saml\"],\"rules\":[\"a\",\"b\"]}",
                AuditLine.render(AuditHead.start("n"), event));
    }

    @Test
    void w09ControlsAndTerminalEscapesNeverReachALine() {
        String line = render(Map.of("subject", List.of("a\r\nb\u001b[31m\u007f\u0085\u202e\u2028\ud800 \"\\ Jürgen")));
        assertTrue(
                line.contains("a\\u000d\\u000ab\\u001b[31m\\u007f\\u0085\\u202e\\u2028\\ud800 \\\"\\\\ Jürgen"), line);
    }

    @Test
    void w09LongValueIsCutAndSaysSo() {
        String line = render(Map.of("detail", List.of("x".repeat(1_000_000))));
        assertTrue(line.contains("x…(999488 more characters)\""), line);
        assertTrue(line.length() < 1_000);
    }

    @Test
    void w09ManyValuesAreCutAndSaySo() {
        String line = render(Map.of("groups", Collections.nCopies(1_000_000, "y".repeat(400))));
        assertTrue(line.contains("more values)"), line);
        assertTrue(line.length() < 10_000);
    }

    @Test
    void cutNeverSplitsACharacter() {
        String line = render(Map.of("detail", List.of("x".repeat(511) + "😀" + "y")));
        assertTrue(line.contains("x…(3 more characters)"), line);
    }

    @Property(tries = 300)
    void everyTextComesBackFromTheJson(@ForAll String text) {
        String line = render(Map.of("detail", List.of(text)));
        assertFalse(line.chars().anyMatch(character -> character < 0x20));
        String expected = text.length() <= 512 ? text : text.substring(0, 400);
        assertTrue(detail(line + "}").startsWith(expected));
    }

    private static String detail(String json) {
        try (JsonParser parser = new JsonFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            String detail = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                detail = token == JsonToken.VALUE_STRING ? parser.getString() : detail;
            }
            return detail;
        }
    }

    private static String render(Map<String, List<String>> facts) {
        var event =
                new AuditEvent(Instant.EPOCH, Kind.SIGN_IN, Verdict.GRANTED, "c", "192.0.2.1", Optional.empty(), facts);
        return AuditLine.render(AuditHead.start("n"), event);
    }
}
