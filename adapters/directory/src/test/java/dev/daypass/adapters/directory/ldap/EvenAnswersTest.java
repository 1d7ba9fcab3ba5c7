package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L08: what is told in one sentence costs the directory the same, and is told after the same time. */
final class EvenAnswersTest {
    private static final int SEATS = 2;

    private final BindPaceTest.Noted pauses = new BindPaceTest.Noted();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final Directories directories = new Directories(Clock.systemUTC(), scheduler, SEATS, () -> pauses);
    private final PasswordReader reader =
            new PasswordReader(directories, new Guesses(new Door.CountedGuesses()), new SecureRandom());
    private Tree tree;
    private Provider provider;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.person("bob");
        tree.person("carl");
        tree.change("bob", "mail", "two@mail.example.com");
        tree.change("carl", "mail", "two@mail.example.com");
        Settings settings = tree.settings();
        settings.guesses = 1_000;
        provider = settings.provider();
        directories.open(List.of(provider));
        assertTrue(verify("alice", Tree.PASSWORD).value().isPresent());
        assertEquals(List.of(), pauses.nanos, "who is right is never kept waiting");
        beSlow(directories.live(provider).value().orElseThrow().pace());
    }

    /** So that something is left to wait for on whatever machine this runs. */
    private static void beSlow(BindPace pace) {
        for (int i = 0; i < BindPace.REMEMBERED; i++) {
            pace.wrong(TimeUnit.HOURS.toNanos(1));
        }
    }

    @AfterEach
    void close() {
        directories.close();
        tree.close();
        scheduler.shutdownNow();
    }

    private Outcome<Verified> verify(String name, String password) {
        return reader.read(new Proof.Password(name, Secret.of(password)))
                .then(parsed -> parsed.verify(
                        provider,
                        Expectation.unsolicited(provider.id(), "role"),
                        Door.request(provider, Instant.now())));
    }

    private Reason refusal(String name, String password) {
        return verify(name, password).refusal().orElseThrow().reason();
    }

    /** What one attempt had the directory do. */
    private record Cost(List<String> binds, int searches) {}

    private Cost cost(String name) {
        int binds = tree.binds.size();
        int searches = tree.filters.size();
        pauses.nanos.clear();
        refusal(name, "wrong-password");
        var kinds = new ArrayList<String>();
        tree.binds.subList(binds, tree.binds.size()).forEach(dn -> kinds.add(dn.isEmpty() ? "nobody" : "somebody"));
        return new Cost(kinds, tree.filters.size() - searches);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, a wrong password",
        "nobody, a name that nobody has",
        "two@mail.example.com, a name of several",
        "EVIL\\alice, a name of another domain",
        "CORP\\, no name at all in a domain"
    })
    void L08notRightCostsOneSearchAndOneBindAndOnePause(String name, String what) {
        Cost cost = cost(name);
        assertEquals(new Cost(List.of("somebody", "nobody"), cost("alice").searches()), cost, what);
        cost(name);
        assertEquals(1, pauses.nanos.size(), what);
        assertTrue(pauses.nanos.get(0) <= BindPace.LONGEST.toNanos());
    }

    @Test
    void L09whoWaitsHoldsNoSeat() {
        LiveDirectory live = directories.live(provider).value().orElseThrow();
        var free = new ArrayList<Boolean>();
        pauses.meanwhile = () -> free.add(live.admit(one -> live.admit(another -> Outcome.granted("in")))
                .value()
                .isPresent());
        assertEquals(Reason.PASSWORD_WRONG, refusal("alice", "wrong-password"));
        assertEquals(Reason.PASSWORD_WRONG, refusal("nobody", "wrong-password"));
        assertEquals(List.of(true, true), free);
    }

    @Test
    void L08lockedAccountIsToldAfterTheSameTime() {
        tree.says("alice", "775");
        pauses.nanos.clear();
        assertEquals(Reason.ACCOUNT_LOCKED, refusal("alice", "wrong-password"));
        assertEquals(1, pauses.nanos.size());
    }

    @Test
    void whatOnlyTheRightPasswordIsToldKeepsNobodyWaiting() {
        tree.says("alice", "533");
        pauses.nanos.clear();
        assertEquals(Reason.ACCOUNT_DISABLED, refusal("alice", Tree.PASSWORD));
        tree.verdicts.put(Tree.dn("alice"), new LDAPException(ResultCode.BUSY, "later"));
        assertEquals(Reason.DIRECTORY_UNREACHABLE, refusal("alice", Tree.PASSWORD));
        assertEquals(List.of(), pauses.nanos);
    }

    /** A search for what no index knows would read a whole directory, for whoever types a backslash. */
    @Test
    void L08nameThatNobodyCanHaveIsLookedForByAnIndex() {
        cost("EVIL\\alice");
        String filter = tree.filters.stream()
                .filter(asked -> asked.contains("(sAMAccountName="))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertTrue(filter.matches(".*\\(sAMAccountName=[0-9a-f]{32}\\).*"), filter);
        assertFalse(filter.contains("(!"), filter);
        assertFalse(filter.contains("alice"), filter);
    }

    @Test
    void L08pauseEndsWhenTheDirectoryIsClosed() {
        Pause real = new Pause.Real();
        real.close();
        long began = System.nanoTime();
        real.of(1, TimeUnit.HOURS);
        assertTrue(System.nanoTime() - began < TimeUnit.MINUTES.toNanos(1));
    }
}
