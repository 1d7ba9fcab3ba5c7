package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.interop.DirectorySignIn.Answer;
import dev.daypass.testkit.peers.TcpRelay;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sts.StsClient;

/** A directory that goes away and comes back, and one with two servers of which one dies. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 4;

    private final Directories directories;
    private final DirectorySignIn people;
    private final String password;

    FailoverIT(Directories directories) {
        this.directories = directories;
        this.people = directories.signIn();
        this.password = directories.domain().userPassword();
    }

    @Test
    void directoryThatIsDownIsA503AndHurtsNobodyElse() {
        assertEquals(200, people.reader("ad-wire", "alice", password).status());
        directories.wire().cut();
        Answer down = people.reader("ad-wire", "alice", password);
        assertEquals(503, down.status(), down.body());
        assertEquals("ServiceUnavailable", down.errorCode());
        assertEquals("The directory cannot be reached now; try again shortly", down.errorMessage());
        assertEquals(
                "DIRECTORY_UNREACHABLE",
                people.audited(down, "SIGN_IN").get("reason").stringValue());
        assertEquals(
                down.errorMessage(),
                people.reader("ad-wire", "nobody", "Wr0ng-Passw0rd!").errorMessage(),
                "nobody's name can be told from it");

        assertEquals(200, people.reader("corp-ad", "alice", password).status());
        assertTrue(jobIsServed());
        var health = HttpRequest.newBuilder(directories.broker().endpoint().resolve("/health/ready"));
        assertEquals(200, people.send(health).statusCode());

        directories.wire().mend();
        awaitSignIn("ad-wire", password);
    }

    @Test
    void signInsGoOnWhileOneOfTwoServersDiesAndThenTheOther() throws Exception {
        noneIsLost("ad-two", password, directories.first(), directories.second());
    }

    /** As above, where each connection begins in the clear and is turned into TLS. */
    @Test
    void signInsByStartTlsGoOnToo() throws Exception {
        noneIsLost("ldap-two", directories.ldap().userPassword(), directories.plainFirst(), directories.plainSecond());
    }

    private void noneIsLost(String provider, String right, TcpRelay first, TcpRelay second) throws Exception {
        awaitSignIn(provider, right);
        try (var load = new Load(() -> people.reader(provider, "alice", right))) {
            load.await(20);
            first.cut();
            load.await(40);
            first.mend();
            awaitReturn(load, first);
            second.cut();
            load.await(40);
            List<Answer> lost = load.end();
            assertTrue(lost.isEmpty(), () -> lost.size() + " sign-ins were lost, first " + lost.get(0));
        } finally {
            second.mend();
        }
    }

    /** Returns when the broker has found its way back to a server. */
    private static void awaitReturn(Load load, TcpRelay wire) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (wire.connections() == 0) {
            assertTrue(System.nanoTime() < deadline, "the server is never asked again");
            load.await(1);
        }
        load.await(20);
    }

    private void awaitSignIn(String provider, String right) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = people.reader(provider, "alice", right);
        while (answer.status() != 200) {
            assertTrue(System.nanoTime() < deadline, answer.body());
            answer = people.reader(provider, "alice", right);
        }
    }

    private boolean jobIsServed() {
        try (StsClient anyone = new AwsSdk(directories.broker().endpoint()).anyone()) {
            return anyone.assumeRoleWithWebIdentity(ask -> ask.roleArn(DirectorySignIn.role("Builder"))
                            .roleSessionName("job")
                            .webIdentityToken(directories.jobToken()))
                    .sdkHttpResponse()
                    .isSuccessful();
        }
    }

    /** Several people signing in again and again. */
    private static final class Load implements AutoCloseable {
        /** Signs somebody in once. */
        private interface SignIn {
            Answer once();
        }

        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Semaphore done = new Semaphore(0);
        private final List<Future<List<Answer>>> lost = new ArrayList<>();

        Load(SignIn signIn) {
            for (int thread = 0; thread < THREADS; thread++) {
                lost.add(threads.submit(() -> run(signIn)));
            }
        }

        private List<Answer> run(SignIn signIn) {
            var lost = new ArrayList<Answer>();
            while (!ended.get()) {
                Answer answer = signIn.once();
                if (answer.status() != 200) {
                    lost.add(answer);
                }
                done.release();
            }
            return lost;
        }

        /** Returns when so many more have been answered. */
        void await(int more) throws InterruptedException {
            done.drainPermits();
            assertTrue(done.tryAcquire(more, PATIENCE.toSeconds(), TimeUnit.SECONDS), "sign-ins stand still");
        }

        /** What was not answered by a session. */
        List<Answer> end() throws Exception {
            ended.set(true);
            var all = new ArrayList<Answer>();
            for (Future<List<Answer>> one : lost) {
                all.addAll(one.get());
            }
            return all;
        }

        @Override
        public void close() {
            ended.set(true);
            threads.shutdown();
        }
    }
}
