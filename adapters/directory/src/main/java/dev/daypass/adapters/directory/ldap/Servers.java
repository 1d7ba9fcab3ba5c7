package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of one directory, asked in their order. One that cannot be reached is put aside and looked after in the
 * background, so that nobody who signs in waits for it again; where all are aside, the answer is at once that the
 * directory cannot be reached (security L09). Safe for several threads.
 */
final class Servers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    /** A directory may lock a service account that keeps binding with a wrong password. */
    private static final Duration LOOK_AT_REFUSED_BIND = Duration.ofMinutes(5);

    /** So often in a row somebody waited in vain before also the last server is put aside. */
    private static final int MOST_TIMEOUTS = 3;

    private final List<Server> servers;
    private final Semaphore signIns;
    private final ScheduledExecutorService scheduler;
    private final Executor background;
    private volatile Optional<String> lastError = Optional.empty();
    private volatile boolean closed;

    /** Which kind of connection work needs. */
    enum Purpose {
        SEARCH,
        BIND
    }

    /**
     * @param scheduler starts looks at servers that are aside
     * @param background where those looks wait for the network
     * @param mostAtOnce most sign-ins under way
     */
    Servers(List<Server> servers, ScheduledExecutorService scheduler, Executor background, int mostAtOnce) {
        this.signIns = new Semaphore(Math.max(2, mostAtOnce));
        this.servers = List.copyOf(servers);
        this.scheduler = scheduler;
        this.background = background;
    }

    /** Connects to every server, in the background. */
    void warmUp() {
        servers.forEach(server -> inBackground(() -> look(server, FIRST_LOOK)));
    }

    /** Whether there is any server worth asking. */
    boolean reachable() {
        return servers.stream().anyMatch(server -> !server.isAside());
    }

    List<ServerHealth> health() {
        return servers.stream().map(Server::health).toList();
    }

    Optional<String> lastError() {
        return lastError;
    }

    /** Does one sign-in; refused soon where too many are under way. */
    <T> Outcome<T> admit(Supplier<Outcome<T>> signIn) {
        if (!hasTurn()) {
            return DirectoryRefusals.refused(
                    Reason.DIRECTORY_UNREACHABLE, "L09: busy: too many sign-ins are under way at this directory");
        }
        try {
            return signIn.get();
        } finally {
            signIns.release();
        }
    }

    /** Many who sign in at once wait for each other a little: far shorter than for a directory that does not answer. */
    private boolean hasTurn() {
        try {
            return signIns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Has the first server that can do some work. Refused as unreachable where none can.
     *
     * @param again asked when the work broke off on a server and another is left: whether it may be begun anew there
     */
    <T> Outcome<T> ask(Purpose purpose, Deadline deadline, Lane.Work<T> work, BooleanSupplier again) {
        var failures = new ArrayList<String>();
        boolean brokeOff = false;
        for (Server server : servers) {
            if (server.isAside() || deadline.passed()) {
                continue;
            }
            if (brokeOff && !again.getAsBoolean()) {
                break;
            }
            try {
                Outcome<T> outcome =
                        switch (purpose) {
                            case SEARCH -> server.searches().run(work);
                            case BIND -> server.binds().runOnce(work);
                        };
                server.answered();
                return outcome;
            } catch (Lane.Occupied e) {
                failures.add(server.url() + ": " + e.getMessage());
            } catch (Lane.NotConnected e) {
                failures.add(aside(server, e.why(), Said.connecting(e.why())));
            } catch (LDAPException e) {
                failures.add(failed(server, e));
                brokeOff = true;
            }
        }
        return DirectoryRefusals.refused(
                Reason.DIRECTORY_UNREACHABLE,
                "L09: "
                        + (failures.isEmpty()
                                ? "no server is left to ask in time; last: " + lastError.orElse("")
                                : String.join("; ", failures)));
    }

    /** A server that keeps somebody waiting or breaks off is put aside at once only where another is left to ask. */
    private String failed(Server server, LDAPException e) {
        boolean another = servers.stream().anyMatch(other -> !other.equals(server) && !other.isAside());
        boolean late = e.getResultCode().equals(ResultCode.TIMEOUT) && server.keptWaiting() >= MOST_TIMEOUTS;
        if (late || (another && ResultCode.isClientSideResultCode(e.getResultCode()))) {
            return aside(server, e, Said.by(e));
        }
        String why = note(server, Said.by(e));
        server.failed(why);
        return why;
    }

    private String aside(Server server, LDAPException e, String said) {
        String why = note(server, said);
        if (server.putAside(why)) {
            LOG.warn("directory server put aside: {}", why);
            lookAgain(server, e, FIRST_LOOK);
        }
        return why;
    }

    private String note(Server server, String said) {
        String why = server.url() + ": " + said;
        lastError = Optional.of(why);
        return why;
    }

    private void look(Server server, Duration waited) {
        if (closed) {
            return;
        }
        try {
            server.searches().run(connection -> Outcome.granted(Optional.ofNullable(connection.getRootDSE())));
            if (server.isAside()) {
                LOG.info("directory server is back: {}", server.url());
            }
            server.answered();
        } catch (Lane.Occupied e) {
            LOG.debug("no look at {}: {}", server.url(), e.getMessage());
        } catch (Lane.NotConnected e) {
            stillAside(server, e.why(), Said.connecting(e.why()), waited);
        } catch (LDAPException e) {
            stillAside(server, e, Said.by(e), waited);
        }
    }

    private void stillAside(Server server, LDAPException e, String said, Duration waited) {
        String why = note(server, said);
        if (server.putAside(why)) {
            LOG.warn("directory server put aside: {}", why);
        }
        Duration doubled = waited.multipliedBy(2);
        lookAgain(server, e, doubled.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : doubled);
    }

    private void lookAgain(Server server, LDAPException why, Duration usual) {
        Duration delay = why.getResultCode().equals(ResultCode.INVALID_CREDENTIALS) ? LOOK_AT_REFUSED_BIND : usual;
        if (closed) {
            return;
        }
        try {
            var unused = scheduler.schedule(
                    () -> inBackground(() -> look(server, usual)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("no more looks: the scheduler is shut down");
        }
    }

    private void inBackground(Runnable look) {
        try {
            background.execute(look);
        } catch (RejectedExecutionException e) {
            LOG.debug("no more looks: the directory is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        servers.forEach(Server::close);
    }
}
