package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.ServerSet;
import dev.daypass.core.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one server that are kept for one purpose: never more of them than seats, whoever finds none free waits
 * half a second at most. Safe for several threads.
 */
final class Lane implements AutoCloseable {
    private static final Duration OLDEST_CONNECTION = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final LDAPConnectionPool pool;
    private final Semaphore seats;

    /** How connections are made. */
    record Recipe(ServerSet server, Optional<BindRequest> bind, Optional<PostConnectProcessor> startTls) {}

    /** What is done on a connection. */
    interface Work<T> {
        Outcome<T> on(LDAPConnection connection) throws LDAPException;
    }

    /** All connections are in use, which is no fault of the server. */
    static final class Occupied extends Exception {
        private static final long serialVersionUID = 1L;

        Occupied() {
            super("all connections are in use");
        }
    }

    /** No connection came about. */
    static final class NotConnected extends Exception {
        private static final long serialVersionUID = 1L;
        private final LDAPException why;

        NotConnected(LDAPException why) {
            super(why);
            this.why = why;
        }

        LDAPException why() {
            return why;
        }
    }

    Lane(Recipe recipe, int most) throws LDAPException {
        @Nullable BindRequest bind = recipe.bind().orElse(null);
        @Nullable PostConnectProcessor startTls = recipe.startTls().orElse(null);
        this.pool = new LDAPConnectionPool(recipe.server(), bind, 0, most, startTls, false);
        this.pool.setMaxConnectionAgeMillis(OLDEST_CONNECTION.toMillis());
        this.seats = new Semaphore(most);
    }

    /**
     * Works on a connection. One that was kept may have died since; then all that are kept are suspect, and the work is
     * begun anew on a new one.
     *
     * @throws LDAPException what the server said, or how the connection failed
     * @throws Occupied if no connection is free
     */
    <T> Outcome<T> run(Work<T> work) throws LDAPException, NotConnected, Occupied {
        sit();
        try {
            return once(work);
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable() || e.getResultCode().equals(ResultCode.TIMEOUT)) {
                throw e;
            }
            pool.shrinkPool(0);
            return once(work);
        } finally {
            seats.release();
        }
    }

    /**
     * Works on a connection that answers, once whatever comes of it. Whether one that was kept has died is found out with
     * a question that does no harm if it is asked twice.
     *
     * @throws LDAPException what the server said, or how the connection failed, after work had begun
     * @throws NotConnected if no connection came about that answers
     * @throws Occupied if no connection is free
     */
    <T> Outcome<T> runOnce(Work<T> work) throws LDAPException, NotConnected, Occupied {
        sit();
        try {
            return on(answering(), work);
        } finally {
            seats.release();
        }
    }

    private LDAPConnection answering() throws NotConnected {
        LDAPConnection kept = connection();
        if (problem(kept).isEmpty()) {
            return kept;
        }
        giveBack(kept, false);
        pool.shrinkPool(0);
        LDAPConnection fresh = connection();
        Optional<LDAPException> problem = problem(fresh);
        if (problem.isPresent()) {
            giveBack(fresh, false);
            throw new NotConnected(problem.get());
        }
        return fresh;
    }

    /** Why a connection does not answer, if it does not; whatever is answered, an answer it is. */
    private static Optional<LDAPException> problem(LDAPConnection connection) {
        try {
            connection.getEntry("", SearchRequest.NO_ATTRIBUTES);
            return Optional.empty();
        } catch (LDAPException e) {
            return ResultCode.isClientSideResultCode(e.getResultCode()) ? Optional.of(e) : Optional.empty();
        }
    }

    private void sit() throws LDAPException, Occupied {
        try {
            if (!seats.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Occupied();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LDAPException(ResultCode.USER_CANCELED, "interrupted", e);
        }
    }

    private <T> Outcome<T> once(Work<T> work) throws LDAPException, NotConnected {
        return on(connection(), work);
    }

    private <T> Outcome<T> on(LDAPConnection connection, Work<T> work) throws LDAPException {
        boolean well = false;
        try {
            Outcome<T> outcome = work.on(connection);
            well = connection.isConnected();
            return outcome;
        } catch (LDAPException e) {
            well = e.getResultCode().isConnectionUsable() && connection.isConnected();
            throw e;
        } finally {
            giveBack(connection, well);
        }
    }

    private LDAPConnection connection() throws NotConnected {
        try {
            return pool.getConnection();
        } catch (LDAPException e) {
            throw new NotConnected(e);
        }
    }

    /** A connection that failed is never replaced here: that would wait for the network. */
    private void giveBack(LDAPConnection connection, boolean well) {
        if (well) {
            pool.releaseConnection(connection);
            return;
        }
        connection.closeWithoutUnbind();
        pool.discardConnection(connection);
    }

    @Override
    public void close() {
        pool.close();
    }
}
