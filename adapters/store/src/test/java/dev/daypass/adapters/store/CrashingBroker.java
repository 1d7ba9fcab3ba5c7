package dev.daypass.adapters.store;

import dev.daypass.adapters.store.audit.AuditFile;
import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Revocation.Scope;
import dev.daypass.testkit.store.AuditSinkContract;
import dev.daypass.testkit.store.TestSessions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A process that writes without end and says what was acknowledged, until it is killed: {@code URL USER AUDIT-FILE}. A
 * line is a kind and an id: {@code P} proof, {@code S} session, {@code R} revoked session, {@code A} audit.
 */
public final class CrashingBroker {
    private static final int THREADS = 8;
    static final Instant LATER = Instant.parse("2026-03-01T09:00:00Z");

    private final Store store;
    private final AuditJournal journal;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private CrashingBroker(Store store, AuditJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    public static void main(String[] arguments) {
        Store store = Stores.open(arguments[0], arguments[1], 1);
        AuditJournal journal = journal(store, Path.of(arguments[2]));
        var broker = new CrashingBroker(store, journal);
        for (int i = 0; i < THREADS; i++) {
            new Thread(broker::run).start();
        }
    }

    static AuditJournal journal(Store store, Path file) {
        var places = List.of(AuditFile.open(file, new AuditFile.Rotation(64_000, true)), store.auditTable("node-1"));
        return new AuditJournal("node-1", Stores.seal(), places);
    }

    private void run() {
        while (true) {
            String id = "ASIA" + UUID.randomUUID();
            store.replays().spend("idp\n" + id, LATER);
            acknowledge("P", id);
            journal.append(AuditSinkContract.event(id, "alice"));
            acknowledge("A", id);
            store.sessions().save(TestSessions.reader(id, "alice").record());
            acknowledge("S", id);
            store.revocations().revoke(new Revocation(Scope.SESSION, id, LATER, LATER));
            acknowledge("R", id);
        }
    }

    private synchronized void acknowledge(String kind, String id) {
        try {
            out.write((kind + " " + id + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
