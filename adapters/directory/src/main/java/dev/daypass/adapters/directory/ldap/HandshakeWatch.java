package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends TLS handshakes that take too long. The library waits for as long as something may come: a server that takes a
 * connection and says nothing, or sends its handshake octet by octet, would keep whoever signs in waiting for ever
 * (security L09). Closed is the socket itself: the library would put a new connection in the place of one that is closed by
 * its own means. Safe for several threads.
 */
final class HandshakeWatch implements TlsSockets.Guard, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeWatch.class);

    private final Duration patience;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "directory-handshake-watch"));
    /** Closing may wait for whoever reads, and must not keep the watch from the next socket. */
    private final ExecutorService closing =
            Executors.newCachedThreadPool(work -> daemon(work, "directory-handshake-end"));

    /**
     * A watch that waits so long.
     *
     * @param patience from the making of a socket to the end of its handshake
     */
    HandshakeWatch(Duration patience) {
        this.patience = patience;
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Future<?> over(Socket socket) {
        return watch.schedule(() -> closing.execute(() -> close(socket)), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket does not close", e);
        }
    }

    /**
     * Switches connections to TLS (RFC 4511 section 4.14). Each with sockets of its own: the library lets one handshake at
     * a time use a factory, so that one slow server's would hold up all others.
     */
    PostConnectProcessor startTls(TlsSockets sockets) {
        return new PostConnectProcessor() {
            @Override
            public void processPreAuthenticatedConnection(LDAPConnection connection) throws LDAPException {
                new StartTLSPostConnectProcessor(sockets.within(HandshakeWatch.this))
                        .processPreAuthenticatedConnection(connection);
            }

            @Override
            public void processPostAuthenticatedConnection(LDAPConnection connection) {
                // TLS is spoken since before anybody bound.
            }
        };
    }

    @Override
    public void close() {
        watch.shutdownNow();
        closing.shutdown();
    }
}
