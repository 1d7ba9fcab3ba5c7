package dev.daypass.adapters.directory.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a raw socket that misbehaves in one way. */
final class BadServer implements AutoCloseable {
    /** LDAP messages as they lie on the wire, for the message id 1 (RFC 4511 section 4). */
    private static final byte[] BOUND = {
        0x30, 0x0c, 0x02, 0x01, 0x01, 0x61, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00
    };

    final AtomicInteger visitors = new AtomicInteger();
    private final ServerSocket listening;
    private final Manner manner;
    private final boolean overTls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How it misbehaves. */
    enum Manner {
        /** Takes connections and says nothing. */
        SILENT,
        /** Says what is no LDAP. */
        GARBAGE,
        /** Takes a bind, then closes half-way through its answer to whatever follows. */
        BREAKS_OFF,
        /** Takes a bind, then sends its next answer byte by byte, for ever. */
        DRIPS,
        /** Announces a message of two gigabytes. */
        HUGE,
        /** Refuses to switch to TLS. */
        NO_TLS,
        /** Agrees to switch to TLS, and says no more. */
        SILENT_IN_TLS,
        /** Agrees to switch to TLS, then sends the first record of it byte by byte, for ever. */
        DRIPS_TLS;

        boolean isAboutTls() {
            return this == NO_TLS || this == SILENT_IN_TLS || this == DRIPS_TLS;
        }
    }

    private BadServer(Manner manner, boolean overTls) {
        this.manner = manner;
        this.overTls = overTls;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::serve);
    }

    static BadServer that(Manner manner) {
        return new BadServer(manner, false);
    }

    /** One that is spoken to in TLS from the first octet on. */
    static BadServer overTls(Manner manner) {
        return new BadServer(manner, true);
    }

    String url() {
        return (overTls ? "ldaps" : "ldap") + "://127.0.0.1:" + listening.getLocalPort();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "bad-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (!listening.isClosed()) {
                Socket visitor = listening.accept();
                visitors.incrementAndGet();
                open.add(visitor);
                daemon(() -> misbehave(visitor));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void misbehave(Socket visitor) {
        try (visitor) {
            InputStream in = visitor.getInputStream();
            OutputStream out = visitor.getOutputStream();
            switch (manner) {
                case SILENT -> closed.await();
                case GARBAGE -> {
                    heard(in);
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    out.flush();
                }
                case BREAKS_OFF -> {
                    heard(in);
                    out.write(BOUND);
                    heard(in);
                    out.write(Arrays.copyOf(BOUND, 5));
                    out.flush();
                }
                case DRIPS -> {
                    heard(in);
                    out.write(BOUND);
                    heard(in);
                    out.write(new byte[] {0x30, (byte) 0x82, 0x10, 0x00});
                    drip(out);
                }
                case HUGE -> {
                    heard(in);
                    out.write(BOUND);
                    heard(in);
                    out.write(new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
                    out.flush();
                    closed.await();
                }
                case NO_TLS -> {
                    heard(in);
                    out.write(new byte[] {
                        0x30, 0x0c, 0x02, 0x01, 0x01, 0x78, 0x07, 0x0a, 0x01, 0x02, 0x04, 0x00, 0x04, 0x00
                    });
                    out.flush();
                    heard(in);
                }
                case SILENT_IN_TLS -> {
                    agreeToTls(in, out);
                    closed.await();
                }
                case DRIPS_TLS -> {
                    agreeToTls(in, out);
                    out.write(new byte[] {0x16, 0x03, 0x03, 0x3f, (byte) 0xff, 0x02, 0x00, 0x3f, (byte) 0xfb});
                    drip(out);
                }
            }
        } catch (IOException e) {
            open.remove(visitor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void agreeToTls(InputStream in, OutputStream out) throws IOException {
        if (!overTls) {
            heard(in);
            out.write(new byte[] {0x30, 0x0c, 0x02, 0x01, 0x01, 0x78, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00});
            out.flush();
        }
        heard(in);
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        while (!closed.await(100, TimeUnit.MILLISECONDS)) {
            out.write(2);
            out.flush();
        }
    }

    /** What the visitor said, as far as it comes at once. */
    private static byte[] heard(InputStream in) throws IOException {
        byte[] buffer = new byte[4_096];
        int read = in.read(buffer);
        if (read < 0) {
            throw new IOException("gone");
        }
        return Arrays.copyOf(buffer, read);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
            for (Socket visitor : open) {
                visitor.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
