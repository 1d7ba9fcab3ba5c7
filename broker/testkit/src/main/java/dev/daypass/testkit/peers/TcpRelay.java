package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a server that can be cut and mended, so that a test need not stop the server. Each wire has a port of its
 * own on loopback and keeps it: cut, nobody listens there and what ran through it is broken off.
 */
public final class TcpRelay implements AutoCloseable {
    private final InetSocketAddress server;
    private final int port;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;

    private TcpRelay(InetSocketAddress server, ServerSocket listening) {
        this.server = server;
        this.listening = listening;
        this.port = listening.getLocalPort();
    }

    /** A wire to a server. */
    public static TcpRelay to(String host, int port) {
        try {
            var relay = new TcpRelay(new InetSocketAddress(host, port), listen(0));
            relay.serve();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its near end is, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** How many connections run through it. */
    public int connections() {
        return ends.size() / 2;
    }

    /** Breaks off all connections; new ones are refused. */
    public synchronized void cut() {
        close(listening);
        ends.forEach(TcpRelay::close);
        ends.clear();
    }

    /** Connects again, at the same port. */
    public synchronized void mend() {
        try {
            listening = listen(port);
            serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void serve() {
        ServerSocket here = listening;
        daemon(() -> {
            while (!here.isClosed()) {
                accept(here);
            }
        });
    }

    private void accept(ServerSocket here) {
        try {
            Socket near = here.accept();
            var far = new Socket();
            if (keep(here, near, far)) {
                far.connect(server);
                daemon(() -> pass(near, far));
                daemon(() -> pass(far, near));
            }
        } catch (IOException e) {
            // Cut, or the server is away: the connection ends, as it would on a real wire.
        }
    }

    /** Unless the wire was cut while the connection came. */
    private synchronized boolean keep(ServerSocket here, Socket near, Socket far) {
        if (here.isClosed()) {
            close(near);
            return false;
        }
        ends.add(near);
        ends.add(far);
        return true;
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end went away; the other follows.
        } finally {
            close(from);
            close(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
