package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.exchange.Reassessment;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.ops.DirectoryLooks;
import dev.daypass.server.ops.Health;
import dev.daypass.server.ops.Meters;
import dev.daypass.testkit.store.HandClock;
import dev.daypass.testkit.store.TestSessions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When directories are looked at, and what is told of it. Looks run by hand. */
final class FreshnessTest {
    private final HandClock clock = new HandClock(TestSessions.START);
    private final Store store = Store.inMemory(new SecureRandom(), new SessionRecordCodec());
    private final ByHand looks = new ByHand();
    private final Meters meters = new Meters(List::of);
    private final List<AuditEvent> events = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> faulty = new HashSet<>();
    private final CurrentSnapshot current = new CurrentSnapshot(snapshot("corp-ad"));
    private final Freshness freshness = new Freshness(
            new Reassessment(this::look, store.sessions(), store.revocations(), events::add),
            current,
            new Freshness.Time(clock, () -> Duration.between(TestSessions.START, clock.instant())
                    .toNanos()),
            new DirectoryLooks(meters),
            looks);

    /** Keeps tasks until they are run. */
    private static final class ByHand extends AbstractExecutorService {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean closed;

        void runFirst() {
            waiting.removeFirst().run();
        }

        void runLast() {
            waiting.removeLast().run();
        }

        @Override
        public void execute(Runnable command) {
            waiting.add(command);
        }

        @Override
        public void shutdown() {
            closed = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            closed = true;
            return List.copyOf(waiting);
        }

        @Override
        public boolean isShutdown() {
            return closed;
        }

        @Override
        public boolean isTerminated() {
            return closed && waiting.isEmpty();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return isTerminated();
        }
    }

    /** Everybody is gone who was said to be; of others nothing new is told. */
    private DirectoryReview.Look look(Provider directory, Set<String> subjects, Optional<String> since, Instant now) {
        if (faulty.contains(directory.id().name())) {
            throw new AssertionError("a fault of the program");
        }
        if (silent.contains(directory.id().name())) {
            throw new UnavailableException("the directory does not answer");
        }
        List<DirectoryReview.Standing> standings = subjects.stream()
                .filter(gone::contains)
                .<DirectoryReview.Standing>map(subject -> new DirectoryReview.Gone(
                        subject, new Refusal(Reason.ACCOUNT_DISABLED, "The account is disabled", "disabled")))
                .toList();
        return new DirectoryReview.Look(standings, "1");
    }

    private static Snapshot snapshot(String... directories) {
        List<Provider> providers = Arrays.stream(directories)
                .map(name -> new Provider(
                        new ProviderId(name),
                        Provider.State.ENABLED,
                        settings(),
                        AttributeMapping.none(),
                        Optional.empty(),
                        Provider.ReplayScope.ONCE,
                        Set.of()))
                .toList();
        return new Snapshot(new Snapshot.Parts(
                String.join("+", directories),
                "https://broker.example.com",
                new Partition("daypass"),
                List.of(),
                providers,
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
    }

    private static DirectorySettings settings() {
        String base = "DC=corp,DC=example,DC=com";
        return new DirectorySettings(
                new DirectorySettings.Connection(
                        List.of(URI.create("ldaps://dc1.corp.example.com")),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        new DirectorySettings.Patience(Duration.ofSeconds(2), Duration.ofSeconds(5)),
                        16),
                new DirectorySettings.Search(
                        DirectorySettings.Flavour.ACTIVE_DIRECTORY,
                        base,
                        Optional.empty(),
                        List.of("sAMAccountName"),
                        Optional.empty(),
                        "objectGUID",
                        List.of("mail")),
                new DirectorySettings.Groups(
                        base,
                        DirectorySettings.Nesting.DIRECT,
                        DirectorySettings.Name.CN,
                        Duration.ofMinutes(10),
                        5_000),
                Optional.empty(),
                new DirectorySettings.GuessLimit(4, Duration.ofMinutes(15)),
                Duration.ofSeconds(30));
    }

    /** Time passes and turns are taken. */
    private int waitingAfter(Duration passed) {
        clock.step(passed);
        freshness.run();
        return looks.waiting.size();
    }

    private SessionRecord alice() {
        SessionRecord session = TestSessions.ofDirectory("ASIAALICE", "alice", TestSessions.START);
        store.sessions().save(session);
        return session;
    }

    private Health.Check check() {
        return freshness.checks().get(0);
    }

    @Test
    void aDisabledAccountsSessionsEndWithinTheTimeThatIsSet() {
        SessionRecord alice = alice();
        freshness.run();
        gone.add("alice");
        Duration passed = Duration.ZERO;
        while (!store.revocations().isRevoked(alice)) {
            assertTrue(passed.compareTo(Duration.ofSeconds(30)) < 0, "not ended within its freshness");
            passed = passed.plus(Freshness.TURN);
            if (waitingAfter(Freshness.TURN) > 0) {
                looks.runFirst();
            }
        }
        assertEquals(1, events.size());
    }

    @Test
    void aDirectoryIsNeverLookedAtTwiceAtOnce() {
        freshness.run();
        assertEquals(0, waitingAfter(Duration.ofSeconds(23)));
        assertEquals(1, waitingAfter(Duration.ofSeconds(1)));
        assertEquals(1, waitingAfter(Duration.ofMinutes(5)), "the first look is still under way");
        looks.runFirst();
        assertEquals(1, waitingAfter(Duration.ofSeconds(1)), "the next begins at once");
    }

    @Test
    void aSlowDirectoryDelaysNobodyButItself() {
        current.swap(snapshot("slow-ad", "corp-ad"));
        alice();
        gone.add("alice");
        freshness.run();
        assertEquals(2, waitingAfter(Duration.ofSeconds(24)));
        looks.runLast();
        assertEquals(1, events.size());
        assertEquals(2, waitingAfter(Duration.ofSeconds(24)), "slow-ad once, corp-ad again");
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsToldAndAskedAgain() {
        SessionRecord alice = alice();
        gone.add("alice");
        freshness.run();
        waitingAfter(Duration.ofSeconds(24));
        silent.add("corp-ad");
        looks.runFirst();
        assertFalse(store.revocations().isRevoked(alice));
        assertEquals(Health.State.WARNING, check().state());
        assertEquals(39.0, freshnessAfter(Duration.ofSeconds(15)));
        silent.clear();
        looks.runFirst();
        assertTrue(store.revocations().isRevoked(alice));
        assertEquals(Health.State.UP, check().state());
        assertEquals(2.0, freshnessAfter(Duration.ofSeconds(2)));
    }

    @Test
    void anErrorDuringALookStopsNoLaterOne() {
        SessionRecord alice = alice();
        gone.add("alice");
        faulty.add("corp-ad");
        freshness.run();
        waitingAfter(Duration.ofSeconds(24));
        assertThrows(AssertionError.class, looks::runFirst);
        faulty.clear();
        assertEquals(1, waitingAfter(Duration.ofSeconds(24)));
        looks.runFirst();
        assertTrue(store.revocations().isRevoked(alice));
    }

    private double freshnessAfter(Duration passed) {
        waitingAfter(passed);
        return freshness.ages().getOrDefault("corp-ad", -1).doubleValue();
    }

    @Test
    void aReloadAddsAndTakesAwayDirectories() {
        freshness.run();
        current.swap(snapshot("other-ad"));
        assertEquals(0, waitingAfter(Duration.ofSeconds(24)));
        assertEquals(Set.of("other-ad"), freshness.ages().keySet());
        assertEquals(1, waitingAfter(Duration.ofSeconds(24)));
        current.swap(snapshot());
        freshness.run();
        assertEquals(List.of(), freshness.checks());
    }
}
