package dev.daypass.adapters.store.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.Stores;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFault;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.audit.AuditVerification.Report;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.testkit.store.AuditSinkContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal over file and table together: restarts, failures in between, and what W31 does to the file. */
class AuditJournalTest implements AuditSinkContract {
    @TempDir
    private Path folder = Path.of("");

    private Store store = Stores.open("jdbc:h2:mem:" + UUID.randomUUID());
    private AuditJournal journal = new AuditJournal("unused", Stores.seal(), List.of(store.auditTable("unused")));

    @BeforeEach
    void start() {
        journal = open(AuditFile.Rotation.usual());
    }

    @AfterEach
    void stop() {
        journal.close();
        store.close();
    }

    @Override
    public AuditSink auditSink() {
        return journal;
    }

    @Override
    public List<String> lines() {
        return journal.tail(1000);
    }

    @Override
    public boolean verifies() {
        return journal.verify(List.of()).values().stream().allMatch(Report::holds);
    }

    @Test
    void chainGoesOnAcrossARestart() {
        append(3);
        restart();
        append(2);
        assertEquals(5, journal.head().sequence());
        assertHolds(1, 5);
    }

    @Test
    void fileIsForItsOwnerAlone() throws IOException {
        append(1);
        for (String name : List.of("audit.jsonl", "audit.head")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("log").resolve(name))));
        }
    }

    @Test
    void secondBrokerOnTheSameFileIsRefused() {
        assertThrows(UnavailableException.class, () -> AuditFile.open(file(), AuditFile.Rotation.usual()));
    }

    @Test
    void fileOfAnotherNodeIsRefused() {
        append(1);
        journal.close();
        var places = places(AuditFile.Rotation.usual(), "node-2");
        assertThrows(UnavailableException.class, () -> new AuditJournal("node-2", Stores.seal(), places));
        places.forEach(AuditPlace::close);
    }

    @Test
    void whatACrashLeftHalfWrittenIsRemoved() throws IOException {
        append(3);
        journal.close();
        Files.writeString(file(), "{\"sequence\":4,\"no", StandardOpenOption.APPEND);
        journal = open(AuditFile.Rotation.usual());
        append(1);
        assertHolds(1, 4);
    }

    @Test
    void placeThatACrashLeftBehindIsBroughtUp() throws IOException {
        append(3);
        String shorter = Files.readString(file());
        byte[] head = Files.readAllBytes(folder.resolve("log/audit.head"));
        append(2);
        journal.close();
        Files.writeString(file(), shorter);
        Files.write(folder.resolve("log/audit.head"), head);
        journal = open(AuditFile.Rotation.usual());
        assertEquals(5, Files.readAllLines(file()).size());
        append(1);
        assertHolds(1, 6);
    }

    @Test
    void newFileBeginsWhereALongChainStands() {
        append(300);
        journal.close();
        journal = open(folder.resolve("elsewhere/audit.jsonl"), AuditFile.Rotation.usual());
        append(1);
        assertEquals(301, report("file").first());
        assertEquals(1, report("table").first());
        assertTrue(report("file").holds() && report("table").holds());
    }

    @Test
    void w31PlacesThatContradictEachOtherAreAFault() throws IOException {
        append(3);
        journal.close();
        Files.delete(file());
        Files.delete(folder.resolve("log/audit.head"));
        try (var other = new AuditJournal(
                "node-1", Stores.seal(), List.of(AuditFile.open(file(), AuditFile.Rotation.usual())))) {
            other.append(AuditSinkContract.event("other", "mallory"));
        }
        var places = places(AuditFile.Rotation.usual(), "node-1");
        var failure = assertThrows(UnavailableException.class, () -> new AuditJournal("node-1", Stores.seal(), places));
        assertTrue(String.valueOf(failure.getMessage()).contains("disagree about entry 2"), failure::getMessage);
        places.forEach(AuditPlace::close);
    }

    @Test
    void w31CutFileIsNotGoneOnWith() throws IOException {
        try (var alone = alone()) {
            for (int i = 0; i < 5; i++) {
                alone.append(AuditSinkContract.event("c-" + i, "alice"));
            }
        }
        Path cut = folder.resolve("alone/audit.jsonl");
        Files.writeString(cut, String.join("\n", Files.readAllLines(cut).subList(0, 3)) + "\n");
        var failure = assertThrows(UnavailableException.class, this::alone);
        assertTrue(String.valueOf(failure.getMessage()).contains("ends at entry 3"), failure::getMessage);
    }

    @Test
    void w31CutAndEditedFilesAreNamedWhileRunning() throws IOException {
        append(5);
        List<String> lines = Files.readAllLines(file());
        Files.writeString(file(), String.join("\n", lines.subList(0, 4)) + "\n");
        assertFault("file", AuditFault.Kind.TRUNCATED, 5);
        lines.set(1, lines.get(1).replace("alice", "bob__"));
        Files.write(file(), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        assertFault("file", AuditFault.Kind.EDITED, 2);
        assertTrue(report("table").holds());
    }

    @Test
    void w31EverythingRolledBackShowsByANotedHead() {
        append(5);
        AuditHead noted = journal.head();
        assertTrue(journal.verify(List.of(noted)).values().stream().allMatch(Report::holds));
        var later = new AuditHead(noted.node(), noted.sequence() + 4, noted.hash());
        Report report = journal.verify(List.of(later)).values().iterator().next();
        assertEquals(AuditFault.Kind.TRUNCATED, report.fault().orElseThrow().kind());
    }

    @Test
    void fileIsPutAsideBySizeAndTheChainGoesOn() throws IOException {
        journal.close();
        journal = open(new AuditFile.Rotation(2_000, false));
        append(20);
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            assertTrue(files.filter(path -> path.toString().endsWith(".jsonl")).count() > 3);
        }
        assertHolds(1, 20);
        restart();
        append(1);
        assertHolds(1, 21);
        assertEquals(21, journal.tail(100).size());
        assertEquals(journal.tail(100), store.auditTable("node-1").tail(100));
    }

    @Test
    void nextFileThatCannotBeOpenedRefusesUntilItCan() {
        Path next = folder.resolve("next/audit.jsonl");
        var full = new AtomicBoolean();
        var places = new AuditFolder(next, path -> {
            if (full.get()) {
                throw new IOException("too many open files");
            }
            return new RandomAccessFile(path.toFile(), "rw");
        });
        AuditFile file = AuditFile.open(next, new AuditFile.Rotation(10, false), places);
        try (var alone = new AuditJournal("node-1", Stores.seal(), List.of(file))) {
            alone.append(AuditSinkContract.event("c-1", "alice"));
            full.set(true);
            for (int i = 0; i < 2; i++) {
                AuditEvent event = AuditSinkContract.event("c-2", "alice");
                assertThrows(UnavailableException.class, () -> alone.append(event));
            }
            full.set(false);
            alone.append(AuditSinkContract.event("c-3", "alice"));
            Report report = alone.verify(List.of()).values().iterator().next();
            assertEquals(Optional.empty(), report.fault());
            assertEquals(2, report.entries());
        }
    }

    @Test
    void w31FrontThatWasCutOffIsNamedUnlessAnotherPlaceHasIt() throws IOException {
        append(5);
        List<String> lines = Files.readAllLines(file());
        Files.writeString(file(), String.join("\n", lines.subList(2, 5)) + "\n");
        assertEquals(Optional.empty(), report("file").fault());
        var alone = new AuditJournal(
                "node-1",
                Stores.seal(),
                List.of(AuditFile.open(copy(lines.subList(2, 5)), AuditFile.Rotation.usual())));
        AuditFault fault =
                alone.verify(List.of()).values().iterator().next().fault().orElseThrow();
        alone.close();
        assertEquals(AuditFault.Kind.DELETED, fault.kind());
        assertTrue(fault.message().startsWith("entries 1 to 2 are missing"), fault::message);
    }

    private Path copy(List<String> lines) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy")).resolve("audit.jsonl");
        return Files.writeString(copy, String.join("\n", lines) + "\n");
    }

    @Test
    void fileIsPutAsideWithANewDay() {
        append(2);
        AuditEvent event = AuditSinkContract.event("next-day", "alice");
        journal.append(new AuditEvent(
                event.at().plus(Duration.ofDays(1)),
                event.kind(),
                event.outcome(),
                event.correlationId(),
                event.clientAddress(),
                event.reason(),
                event.facts()));
        assertTrue(Files.exists(folder.resolve("log/audit.000000000000000001.jsonl")));
        assertHolds(1, 3);
    }

    @Test
    void restartRightAfterPuttingAsideGoesOn() throws IOException {
        append(2);
        journal.close();
        Files.move(file(), folder.resolve("log/audit.000000000000000001.jsonl"));
        journal = open(AuditFile.Rotation.usual());
        append(1);
        assertEquals(3, journal.head().sequence());
        assertHolds(1, 3);
    }

    /** A write to {@code /dev/full} fails as one to a full disk does. */
    @Test
    void w31FullDiskRefusesAndLeavesAChainThatVerifies() throws IOException {
        append(2);
        journal.close();
        Path full = Files.createDirectories(folder.resolve("full")).resolve("audit.jsonl");
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        AuditPlace table = store.auditTable("node-1");
        AuditPlace onFullDisk = AuditFile.open(full, AuditFile.Rotation.usual());
        assertThrows(
                UnavailableException.class,
                () -> new AuditJournal("node-1", Stores.seal(), List.of(table, onFullDisk)));
        onFullDisk.close();
        assertEquals(2, table.tail(10).size());
        journal = open(AuditFile.Rotation.usual());
        append(1);
        assertHolds(1, 3);
    }

    @Test
    void failureOfTheTableRefusesUntilItIsBackAndThenAgrees() {
        append(2);
        store.close();
        assertThrows(UnavailableException.class, () -> append(1));
        assertThrows(UnavailableException.class, () -> append(1));
        long written = journal.tail(100).size();
        assertEquals(3, written, "one batch may have reached the file, no second one");
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            journal.append(AuditSinkContract.event("c-" + i, "alice"));
        }
    }

    private void restart() {
        journal.close();
        journal = open(AuditFile.Rotation.usual());
    }

    private Path file() {
        return folder.resolve("log/audit.jsonl");
    }

    private AuditJournal open(AuditFile.Rotation rotation) {
        return open(file(), rotation);
    }

    private AuditJournal open(Path file, AuditFile.Rotation rotation) {
        return new AuditJournal(
                "node-1", Stores.seal(), List.of(AuditFile.open(file, rotation), store.auditTable("node-1")));
    }

    private List<AuditPlace> places(AuditFile.Rotation rotation, String node) {
        return List.of(AuditFile.open(file(), rotation), store.auditTable(node));
    }

    private AuditJournal alone() {
        AuditFile file = AuditFile.open(folder.resolve("alone/audit.jsonl"), AuditFile.Rotation.usual());
        try {
            return new AuditJournal("node-1", Stores.seal(), List.of(file));
        } catch (UnavailableException e) {
            file.close();
            throw e;
        }
    }

    private void assertHolds(long first, long entries) {
        journal.verify(List.of()).forEach((place, report) -> {
            assertEquals(Optional.empty(), report.fault(), place);
            assertEquals(first, report.first(), place);
            assertEquals(entries, report.entries(), place);
        });
    }

    private Report report(String place) {
        return Optional.ofNullable(journal.verify(List.of()).get(place)).orElseThrow();
    }

    private void assertFault(String place, AuditFault.Kind kind, long sequence) {
        AuditFault fault = report(place).fault().orElseThrow();
        assertEquals(kind, fault.kind(), fault::message);
        assertEquals(sequence, fault.sequence(), fault::message);
        assertFalse(fault.message().contains("alice"));
    }
}
