package dev.daypass.bench.part;

import com.sun.management.ThreadMXBean;
import dev.daypass.adapters.store.memory.InMemoryStores;
import dev.daypass.bench.report.Report;
import dev.daypass.bench.report.Row;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.testkit.store.TestSessions;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;

/** What many replay ids, revocations and sessions take. */
public final class Memory {
    private static final int IDS = 100_000;
    private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    private Memory() {}

    /** Adds the rows of memory. */
    public static void measure(Report report) {
        var codec = new SessionRecordCodec();
        sessions(report, new InMemoryStores(new SecureRandom(), codec));
        replay(report, new InMemoryStores(new SecureRandom(), codec));
        revocations(report, new InMemoryStores(new SecureRandom(), codec));
    }

    private static void sessions(Report report, InMemoryStores stores) {
        SessionRecord model = TestSessions.alice().record();
        double before = used();
        for (int i = 0; i < IDS; i++) {
            stores.sessions()
                    .save(new SessionRecord(
                            "ASIA%016d".formatted(i),
                            model.issuedAt(),
                            model.expiresAt(),
                            model.owner(),
                            model.labels(),
                            model.provider(),
                            model.subject(),
                            model.lineage()));
        }
        report.add(Row.atMost("memory of one live session, bytes", (used() - before) / IDS, 350, 350));
        stores.forgetExpired(UNTIL);
    }

    private static void replay(Report report, InMemoryStores stores) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < IDS; i++) {
            stores.replays().spend("warm-" + i, Instant.EPOCH);
        }
        stores.forgetExpired(Instant.now());
        double before = used();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < IDS; i++) {
            stores.replays().spend("https://idp.example.com\n_assertion-" + i, UNTIL);
        }
        double micros = (threads.getCurrentThreadCpuTime() - begin) / 1e3 / IDS;
        report.add(Row.atMost("100,000 replay ids in memory, MB", (used() - before) / 1e6, 12, 10));
        report.add(Row.atMost("spending one in memory, CPU-us", micros, 5, 3.6));
        stores.forgetExpired(Instant.EPOCH);
    }

    private static void revocations(Report report, InMemoryStores stores) {
        double before = used();
        for (int i = 0; i < IDS; i++) {
            stores.revocations().revoke(new Revocation(Revocation.Scope.SESSION, "ASIA" + i, UNTIL, UNTIL));
        }
        report.add(Row.told("memory of one revoked session, bytes", (used() - before) / IDS));
        stores.forgetExpired(Instant.EPOCH);
    }

    private static double used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
