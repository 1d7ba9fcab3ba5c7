package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.administration.ChainStates.Place;
import dev.daypass.core.administration.ChainStates.State;
import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.Language;
import dev.daypass.server.portal.view.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an entry is about, there are words for it, and for how far it is to be relied on. */
final class AuditDoubtTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Words WORDS = new Dictionary().in(Language.ENGLISH);

    private static AuditRecord entry(String kind, String outcome, String node) {
        var head = new AuditHead(node, 1, "0".repeat(64));
        return new AuditRecord(
                new AuditEntry(head, "0".repeat(64), NOW, Optional.empty(), "{}"),
                kind,
                outcome,
                "c-1",
                "192.0.2.1",
                Optional.empty(),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsTold(AuditEvent.Kind kind) {
        for (AuditEvent.Verdict outcome : AuditEvent.Verdict.values()) {
            for (Language language : Language.values()) {
                Words words = new Dictionary().in(language);
                String told = AuditStory.sentence(entry(kind.name(), outcome.name(), "one"), words);
                assertFalse(told.isBlank() || told.contains("{"), told);
            }
        }
    }

    @Test
    void kindOfALaterVersionIsToldToo() {
        assertTrue(AuditStory.sentence(entry("LEVITATION", "GRANTED", "one"), WORDS)
                .startsWith("Something was granted"));
    }

    @Test
    void W31rowsOfChainsThatNobodyVouchesForSaySo() {
        var state = new State(
                Optional.of(NOW),
                List.of(
                        new Place("one", "table", 1, Optional.empty()),
                        new Place("two", "table", 1, Optional.of("entry 1 was changed"))),
                Optional.empty());
        assertEquals("", doubt("one", state));
        assertEquals("its chain is broken", doubt("two", state));
        assertEquals("not verified here", doubt("three", state));
        assertEquals("", doubt("three", State.unknown()), "the page says once that nobody has looked");
        AdminAudit.Chain chain = AuditStory.chain(state, WORDS);
        assertEquals("bad", chain.style());
        assertEquals(List.of("two, table: entry 1 was changed"), chain.faults());
    }

    private static String doubt(String node, State state) {
        return AuditStory.row(entry("SIGN_IN", "GRANTED", node), state, WORDS).doubt();
    }

    @Test
    void chainsOfSeveralNodesAreToldTogether() {
        List<Place> places = List.of(
                new Place("one", "table", 5, Optional.empty()),
                new Place("one", "file", 5, Optional.empty()),
                new Place("two", "table", 2, Optional.empty()));
        var state = new State(Optional.of(NOW), places, Optional.empty());
        String text = AuditStory.chain(state, WORDS).text();
        assertTrue(text.contains("(one, two)") && text.contains("7 entries"), text);
    }

    @Test
    void verificationThatFailsIsToldWithWhatWasKnown() {
        var failure = Optional.of(new ChainStates.Failure(NOW, NOW.plusSeconds(15)));
        AdminAudit.Chain nothing = AuditStory.chain(new State(Optional.empty(), List.of(), failure), WORDS);
        assertTrue(nothing.text().contains("could not be verified"), nothing.text());
        var broken = new Place("two", "table", 1, Optional.of("entry 1 was changed"));
        AdminAudit.Chain known = AuditStory.chain(new State(Optional.of(NOW), List.of(broken), failure), WORDS);
        assertEquals("bad", known.style());
        assertTrue(known.faults().toString().contains("entry 1 was changed"), known::toString);
    }
}
