package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.DirectoryReview;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L09: slow, dead and lying servers: the next one is asked, or the answer is that none can be reached. */
final class FailoverTest {
    private Tree tree;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.group("Staff", Tree.dn("alice"));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static Settings hasty(String... urls) {
        Settings settings = Settings.at(urls).boundAs(Tree.SERVICE, Tree.SERVICE_PASSWORD);
        settings.connect = Duration.ofMillis(500);
        settings.response = Duration.ofMillis(500);
        settings.guesses = 1_000;
        return settings;
    }

    private static void await(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static ServerHealth.State state(Door door, int server) {
        return door.adapter.health().get(0).servers().get(server).state();
    }

    @ParameterizedTest
    @EnumSource(BadServer.Manner.class)
    void L09badServerAloneIsUnreachable(BadServer.Manner manner) {
        try (BadServer bad = BadServer.that(manner)) {
            Settings settings = hasty(bad.url());
            settings.startTls = manner.isAboutTls();
            try (Door door = Door.to(settings)) {
                Refusal refusal = assertTimeout(Duration.ofSeconds(5), () -> door.refused("alice", Tree.PASSWORD));
                assertEquals(Reason.DIRECTORY_UNREACHABLE, refusal.reason());
                assertEquals("The directory cannot be reached now; try again shortly", refusal.publicMessage());
                assertTrue(bad.visitors.get() > 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BadServer.Manner.class,
            names = {"SILENT", "GARBAGE", "SILENT_IN_TLS", "DRIPS_TLS"})
    void L09badServerOverTlsAloneIsUnreachable(BadServer.Manner manner) {
        try (BadServer bad = BadServer.overTls(manner);
                Door door = Door.to(hasty(bad.url()))) {
            Refusal refusal = assertTimeout(Duration.ofSeconds(5), () -> door.refused("alice", Tree.PASSWORD));
            assertEquals(Reason.DIRECTORY_UNREACHABLE, refusal.reason());
            assertTrue(bad.visitors.get() > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BadServer.Manner.class,
            names = {"SILENT", "GARBAGE", "BREAKS_OFF", "DRIPS", "HUGE"})
    void L09badServerBeforeAGoodOneCostsNobodyTheSignIn(BadServer.Manner manner) {
        try (BadServer bad = BadServer.that(manner);
                Door door = Door.to(hasty(bad.url(), tree.url()))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        List.of("Staff"),
                        assertTimeout(Duration.ofSeconds(5), () -> door.enters("alice", Tree.PASSWORD))
                                .attributes()
                                .texts("groups"));
            }
        }
    }

    @Test
    void deadServerIsPutAsideAndNobodyWaitsForItAgain() {
        try (BadServer silent = BadServer.that(BadServer.Manner.SILENT);
                Door door = Door.to(hasty(silent.url(), tree.url()))) {
            door.enters("alice", Tree.PASSWORD);
            await(() -> state(door, 0) == ServerHealth.State.ASIDE);
            assertTimeout(Duration.ofMillis(400), () -> door.enters("alice", Tree.PASSWORD));
            assertEquals(ServerHealth.State.UP, state(door, 1));
            assertTrue(door.adapter.health().get(0).ready());
            assertTrue(door.adapter.health().get(0).lastError().orElseThrow().contains(silent.url()));
        }
    }

    @Test
    void serverThatGoesIsFollowedByTheNextAndComesBack() throws Exception {
        try (Tree second = Tree.plant()) {
            second.person("alice");
            second.group("Second", Tree.dn("alice"));
            try (Door door = Door.to(hasty(tree.url(), second.url()))) {
                assertEquals(List.of("Staff"), groups(door));
                int port = tree.server.getListenPort();
                tree.server.shutDown(true);
                assertEquals(List.of("Second"), groups(door));
                assertEquals(ServerHealth.State.ASIDE, state(door, 0));
                tree = Tree.plant(InMemoryListenerConfig.createLDAPConfig("again", port));
                tree.person("alice");
                await(() -> state(door, 0) == ServerHealth.State.UP);
                assertEquals(List.of(), groups(door));
            }
        }
    }

    private static List<String> groups(Door door) {
        return door.enters("alice", Tree.PASSWORD).attributes().texts("groups");
    }

    @Test
    void restartedServerLosesNoSignIn() throws Exception {
        try (Door door = Door.to(hasty(tree.url()))) {
            groups(door);
            int port = tree.server.getListenPort();
            tree.server.shutDown(true);
            tree = Tree.plant(InMemoryListenerConfig.createLDAPConfig("again", port));
            tree.person("alice");
            assertEquals(List.of(), groups(door), "kept connections were dead, and no server was put aside");
        }
    }

    @Test
    void whileAllAreDownTheAnswerIsAtOnceAndNoGuessCounts() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        Settings settings = hasty("ldap://127.0.0.1:" + port);
        settings.guesses = 2;
        try (Door door = Door.to(settings)) {
            await(() -> state(door, 0) == ServerHealth.State.ASIDE);
            for (int i = 0; i < 10; i++) {
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            }
            Tree late = Tree.plant(InMemoryListenerConfig.createLDAPConfig("late", port));
            try (late) {
                late.person("alice");
                await(() -> state(door, 0) == ServerHealth.State.UP);
                door.enters("alice", Tree.PASSWORD);
            }
        }
    }

    @Test
    void wrongServicePasswordIsTriedOnceAndNotAgainAndAgain() {
        Settings settings = hasty(tree.url()).boundAs(Tree.SERVICE, "wrong");
        try (Door door = Door.to(settings)) {
            await(() -> state(door, 0) == ServerHealth.State.ASIDE);
            long binds = tree.binds.size();
            for (int i = 0; i < 20; i++) {
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            }
            assertEquals(binds, tree.binds.size());
        }
    }

    @Test
    void passwordThatFoundNoVerdictIsShownOnceAndNoMore() throws Exception {
        try (Tree second = Tree.plant()) {
            second.person("alice");
            try (Door door = Door.to(hasty(tree.url(), second.url()))) {
                groups(door);
                for (ResultCode code : List.of(
                        ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.OPERATIONS_ERROR, ResultCode.OTHER)) {
                    tree.verdicts.put(Tree.dn("alice"), new LDAPException(code, "not now"));
                    shownOnce(door, second);
                }
            }
        }
    }

    @Test
    void serverThatDiesOverAPasswordLosesNoSignInAndTheAttemptCountsAtBoth() throws Exception {
        try (Tree second = Tree.plant()) {
            second.person("alice");
            Settings settings = hasty(tree.url(), second.url());
            settings.guesses = 4;
            var guesses = new Door.CountedGuesses();
            try (Door door = Door.to(settings, guesses)) {
                tree.breaksOffAt = Tree.dn("alice");
                assertEquals(Reason.PASSWORD_WRONG, door.refusal("alice", "wrong"));
                assertEquals(1, tree.passwordsSeen());
                assertEquals(1, second.passwordsSeen());
                assertTrue(guesses.taken.containsValue(2), guesses.taken.toString());
                await(() -> state(door, 0) == ServerHealth.State.UP);
                door.enters("alice", Tree.PASSWORD);
            }
        }
    }

    @Test
    void serverThatDiesOverTheLastAttemptIsNotFollowedByAnother() throws Exception {
        try (Tree second = Tree.plant()) {
            second.person("alice");
            Settings settings = hasty(tree.url(), second.url());
            settings.guesses = 1;
            try (Door door = Door.to(settings)) {
                tree.breaksOffAt = Tree.dn("alice");
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
                assertEquals(0, second.passwordsSeen());
            }
        }
    }

    @Test
    void onlyServerIsShownAPasswordOnce() {
        try (Door door = Door.to(hasty(tree.url()))) {
            tree.breaksOffAt = Tree.dn("alice");
            assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            assertEquals(1, tree.passwordsSeen());
        }
    }

    @Test
    void whatAServerSaysOfPeopleIsToldToNobody() throws Exception {
        try (Door door = Door.to(hasty(tree.url()))) {
            groups(door);
            tree.verdicts.put(Tree.dn("alice"), new LDAPException(ResultCode.BUSY, "not now, " + Tree.dn("alice")));
            quiet(door, Tree.PASSWORD);
            tree.verdicts.clear();
            tree.breaksOffAt = Tree.dn("alice");
            quiet(door, Tree.PASSWORD);
            tree.breaksOffAt = "-";
            tree.stall();
            quiet(door, Tree.PASSWORD);
        }
    }

    private static void quiet(Door door, String password) {
        Refusal refusal = door.refused("alice", password);
        assertEquals(Reason.DIRECTORY_UNREACHABLE, refusal.reason());
        String told = refusal.auditDetail()
                + door.adapter.health().get(0).lastError().orElseThrow()
                + door.adapter.health().get(0).servers();
        assertFalse(told.contains("alice"), told);
    }

    private void shownOnce(Door door, Tree second) {
        long before = tree.passwordsSeen() + second.passwordsSeen();
        assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
        assertEquals(before + 1, tree.passwordsSeen() + second.passwordsSeen());
    }

    @Test
    void manyAtOnceShareFewConnections() {
        Settings settings = tree.settings();
        settings.connections = 2;
        settings.connect = Duration.ofSeconds(10);
        try (Door door = Door.to(settings)) {
            long entered = java.util.stream.IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(i -> door.verify("alice", Tree.PASSWORD))
                    .filter(outcome -> outcome.value().isPresent())
                    .count();
            assertEquals(200, entered);
            long searching = tree.binds.stream().filter(Tree.SERVICE::equals).count();
            assertEquals(1, searching, "one connection searched for all of them");
        }
    }

    @Test
    void lookMovesToTheNextServer() throws Exception {
        try (Tree second = Tree.plant()) {
            second.person("alice");
            try (Door door = Door.to(hasty(tree.url(), second.url()))) {
                String alice = Tree.subject("alice");
                DirectoryReview.Look first =
                        door.adapter.look(door.provider, Set.of(alice), Optional.empty(), door.clock.instant());
                tree.server.shutDown(true);
                DirectoryReview.Look next = door.adapter.look(
                        door.provider, Set.of(alice), Optional.of(first.mark()), door.clock.instant());
                assertEquals(1, next.standings().size(), "another server's numbers say nothing");
            }
        }
    }
}
