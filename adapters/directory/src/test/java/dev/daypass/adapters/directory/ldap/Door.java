package dev.daypass.adapters.directory.ldap;

import dev.daypass.adapters.directory.DirectoryAdapter;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The adapter as a broker would have it, with one directory; its clock is the machine's. */
final class Door implements AutoCloseable {
    final Clock clock = Clock.systemUTC();
    final DirectoryAdapter adapter;
    final Provider provider;
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    private Door(Settings settings, GuessStore guesses) {
        this.adapter =
                new DirectoryAdapter(clock, scheduler, new Guesses(guesses), new SecureRandom(), settings.atOnce);
        this.provider = settings.provider();
    }

    static Door to(Settings settings) {
        return to(settings, new CountedGuesses());
    }

    static Door to(Settings settings, GuessStore guesses) {
        var door = new Door(settings, guesses);
        door.adapter.prepare(List.of(door.provider));
        return door;
    }

    /** Attempts without an end, in memory. */
    static final class CountedGuesses implements GuessStore {
        /** By key, how many count. */
        final Map<String, Integer> taken = new HashMap<>();

        private int calls;

        /** How often it was called since the last time. */
        synchronized int calls() {
            int counted = calls;
            calls = 0;
            return counted;
        }

        @Override
        public synchronized boolean take(String key, int most, Instant now, Instant until) {
            calls++;
            return taken.merge(key, 1, Integer::sum) <= most;
        }

        @Override
        public synchronized void giveBack(String key, Instant until) {
            calls++;
            taken.computeIfPresent(key, (same, count) -> count - 1);
        }

        @Override
        public synchronized void forgive(String key) {
            calls++;
            taken.remove(key);
        }

        @Override
        public int forgetExpired(Instant before) {
            return 0;
        }
    }

    ProofReader passwords() {
        return adapter.readers().stream()
                .filter(reader -> reader.kind() == Proof.Kind.PASSWORD)
                .findFirst()
                .orElseThrow();
    }

    Outcome<Verified> verify(String name, String password) {
        return passwords()
                .read(new Proof.Password(name, Secret.of(password)))
                .then(parsed -> parsed.verify(provider, Expectation.unsolicited(provider.id(), "role"), request()));
    }

    Identity enters(String name, String password) {
        return verify(name, password).map(Verified::identity).fold(identity -> identity, refusal -> {
            throw new AssertionError(refusal.toString());
        });
    }

    Reason refusal(String name, String password) {
        return refused(name, password).reason();
    }

    Refusal refused(String name, String password) {
        return verify(name, password).refusal().orElseThrow(() -> new AssertionError("was granted"));
    }

    RequestContext request() {
        return request(provider, clock.instant());
    }

    /** A request to a broker that knows nobody but one directory. */
    static RequestContext request(Provider provider, Instant now) {
        var snapshot = new Snapshot(new Snapshot.Parts(
                "r1",
                "https://broker.corp.example.com",
                new Partition("daypass"),
                List.of(),
                List.of(provider),
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
        return new RequestContext("test", new RequestContext.Client("192.0.2.7", true, "tests"), now, snapshot);
    }

    @Override
    public void close() {
        adapter.close();
        scheduler.shutdownNow();
    }
}
