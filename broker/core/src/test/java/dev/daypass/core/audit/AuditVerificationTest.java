package dev.daypass.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent.Kind;
import dev.daypass.core.audit.AuditEvent.Verdict;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** W31: whatever is done to a chain shows, and the entry is named. */
class AuditVerificationTest {
    private final AuditSeal seal = seal(1);
    private final List<AuditEntry> entries = chain(seal, 3, 4);

    @Test
    void untouchedChainHolds() {
        AuditVerification.Report report = verify(lines(entries), head());
        assertEquals(Optional.empty(), report.fault());
        assertEquals(7, report.entries());
        assertEquals(1, report.first());
        assertEquals(head(), report.head().orElseThrow());
    }

    @Test
    void chainWhoseOlderEntriesAreVouchedForHolds() {
        AuditVerification.Report report =
                verify(lines(entries).subList(3, 7), entries.get(2).head(), head());
        assertEquals(Optional.empty(), report.fault());
        assertEquals(4, report.first());
        assertEquals(4, report.entries());
        var elsewhere = new AuditVerification(seal, List.of(head()));
        lines(entries).subList(3, 7).forEach(elsewhere::accept);
        assertTrue(elsewhere
                .finish(sequence -> Optional.of(entries.get((int) sequence - 1).head()))
                .holds());
    }

    @Test
    void w31FrontThatWasCutOffIsNamed() {
        AuditFault fault = assertFault(
                AuditFault.Kind.DELETED, 1, new ArrayList<>(lines(entries).subList(1, 7)));
        assertTrue(fault.message().startsWith("entry 1 is missing: the chain begins with entry 2"), fault::message);
    }

    @Test
    void w31FrontThatWasReplacedIsNamed() {
        var known = new AuditHead(head().node(), 3, "f".repeat(64));
        AuditVerification.Report report = verify(lines(entries).subList(3, 7), known, head());
        assertEquals(AuditFault.Kind.EDITED, report.fault().orElseThrow().kind());
    }

    @Test
    void w31EditedEntryIsNamed() {
        List<String> lines = lines(entries);
        lines.set(3, lines.get(3).replace("alice", "mallory"));
        assertFault(AuditFault.Kind.EDITED, 4, lines);
    }

    @Test
    void w31EditedEntryWithItsHashComputedAnewIsNamedByTheNext() {
        List<String> lines = lines(entries);
        lines.set(3, rehashed(lines.get(3).replace("alice", "mallory"), ""));
        assertFault(AuditFault.Kind.EDITED, 5, lines);
    }

    @Test
    void w31WholeChainComputedAnewWithoutTheKeyIsForged() {
        List<AuditEntry> forged = chain(seal(2), 3, 4);
        AuditVerification.Report report = verify(lines(forged), head(forged));
        assertEquals(AuditFault.Kind.FORGED_SEAL, report.fault().orElseThrow().kind());
        assertEquals(3, report.fault().orElseThrow().sequence());
    }

    @Test
    void w31SealOfAKeyThatNobodyHasProvesNothing() {
        List<String> lines = lines(entries);
        lines.set(6, lines.get(6).replaceFirst("\"seal\":\"1\\.", "\"seal\":\"9\\."));
        assertFault(AuditFault.Kind.UNPROVEN, 7, lines);
    }

    @Test
    void w31DeletedEntriesAreNamed() {
        List<String> lines = lines(entries);
        lines.remove(4);
        lines.remove(3);
        AuditFault fault = assertFault(AuditFault.Kind.DELETED, 4, lines);
        assertEquals("entries 4 to 5 are missing in front of entry 6", fault.message());
    }

    @Test
    void w31SwappedEntriesAreNamed() {
        List<String> lines = lines(entries);
        Collections.swap(lines, 3, 4);
        assertFault(AuditFault.Kind.REORDERED, 4, lines);
    }

    @Test
    void w31RepeatedEntryIsNamed() {
        List<String> lines = lines(entries);
        lines.add(4, lines.get(3));
        assertFault(AuditFault.Kind.REORDERED, 4, lines);
    }

    @Test
    void w31CutInsideABatchShowsWithoutAWitness() {
        AuditVerification.Report report = verify(lines(entries).subList(0, 5));
        assertEquals(AuditFault.Kind.TRUNCATED, report.fault().orElseThrow().kind());
    }

    @Test
    void w31CutBehindABatchShowsByAWitness() {
        List<String> shorter = lines(entries).subList(0, 3);
        assertTrue(verify(shorter).holds());
        AuditFault fault = assertFault(AuditFault.Kind.TRUNCATED, 4, shorter);
        assertTrue(fault.message().contains("entry 7 is known"), fault.message());
    }

    @Test
    void w31OtherHistoryUnderTheSameNumberIsRolledBack() {
        var chain = new AuditChain(seal);
        List<AuditEntry> other = new ArrayList<>(entries.subList(0, 3));
        other.addAll(chain.extend(other.get(2).head(), events("mallory", 4)));
        AuditVerification.Report report = verify(lines(other), head());
        assertEquals(AuditFault.Kind.ROLLED_BACK, report.fault().orElseThrow().kind());
        assertEquals(7, report.fault().orElseThrow().sequence());
    }

    @Test
    void w31LineThatIsNoEntryIsNamed() {
        List<String> lines = lines(entries);
        lines.set(2, "{\"sequence\":3}");
        AuditFault fault = assertFault(AuditFault.Kind.UNREADABLE, 3, lines);
        assertEquals(3, fault.line());
    }

    @Test
    void w31EntryOfAnotherNodeIsNamed() {
        List<String> lines = lines(entries).subList(0, 3);
        var other = new AuditHead("other", 3, entries.get(2).head().hash());
        lines.add(new AuditChain(seal).extend(other, events("alice", 1)).get(0).line());
        AuditVerification.Report report = verify(lines);
        assertEquals(AuditFault.Kind.EDITED, report.fault().orElseThrow().kind());
    }

    private AuditFault assertFault(AuditFault.Kind kind, long sequence, List<String> lines) {
        AuditFault fault = verify(lines, head()).fault().orElseThrow();
        assertEquals(kind, fault.kind(), fault::message);
        assertEquals(sequence, fault.sequence(), fault::message);
        return fault;
    }

    private AuditVerification.Report verify(List<String> lines, AuditHead... witnesses) {
        var verification = new AuditVerification(seal, List.of(witnesses));
        lines.forEach(verification::accept);
        return verification.finish();
    }

    private AuditHead head() {
        return head(entries);
    }

    private static AuditHead head(List<AuditEntry> entries) {
        return entries.get(entries.size() - 1).head();
    }

    private static String rehashed(String line, String seal) {
        String hashed = line.substring(0, line.indexOf(",\"hash\""));
        return hashed + ",\"hash\":\"" + AuditEntry.hash(hashed) + "\"" + seal + "}";
    }

    private static List<String> lines(List<AuditEntry> entries) {
        return new ArrayList<>(entries.stream().map(AuditEntry::line).toList());
    }

    private static List<AuditEntry> chain(AuditSeal seal, int... batches) {
        var chain = new AuditChain(seal);
        var entries = new ArrayList<AuditEntry>();
        AuditHead head = AuditHead.start("node-1");
        for (int size : batches) {
            entries.addAll(chain.extend(head, events("alice", size)));
            head = head(entries);
        }
        return entries;
    }

    private static List<AuditEvent> events(String subject, int count) {
        var events = new ArrayList<AuditEvent>();
        for (int i = 0; i < count; i++) {
            events.add(new AuditEvent(
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i),
                    Kind.ASSUME_ROLE,
                    Verdict.GRANTED,
                    "c-" + i,
                    "192.0.2.1",
                    Optional.empty(),
                    Map.of("subject", List.of(subject))));
        }
        return events;
    }

    private static AuditSeal seal(int filling) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) filling;
        var ring = new KeyRing(List.of(new MasterKey(1, Instant.EPOCH, bytes)), new SecureRandom());
        return new AuditSeal(() -> ring);
    }
}
