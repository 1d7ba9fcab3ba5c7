package dev.daypass.server.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.xnio.channels.StreamSourceChannel;

/**
 * Takes one body off its channel as it comes in, a buffer at a time and never more than it may be. Undertow's own
 * receiver takes it byte by byte, which cost more than the exchange of the assertion in it.
 */
final class Intake {
    /** What is set aside before anything has come: a client that only announces much holds little of ours. */
    private static final int FIRST = 16 * 1024;

    private final HttpServerExchange exchange;
    private final int most;
    private final Ends ends;
    private byte[] bytes;
    private int size;

    /** What becomes of a body: one of the three, once. */
    record Ends(Consumer<Body> whole, Runnable tooLarge, Runnable broken) {}

    /**
     * @param announced the length that the client announced, negative if it did not
     * @param most bytes that are taken
     */
    Intake(HttpServerExchange exchange, long announced, int most, Ends ends) {
        this.exchange = exchange;
        this.most = most;
        this.ends = ends;
        this.bytes = new byte[(int) Math.min(announced < 0 ? FIRST : announced, FIRST)];
    }

    /** Takes what is there and asks to be called for the rest. Runs on the I/O thread, inside the root handler. */
    void begin() {
        StreamSourceChannel channel = exchange.getRequestChannel();
        Progress progress = take(channel);
        if (progress == Progress.WAITING) {
            channel.getReadSetter().set(this::goOn);
            channel.resumeReads();
        } else {
            end(progress);
        }
    }

    private void goOn(StreamSourceChannel channel) {
        Progress progress = take(channel);
        if (progress != Progress.WAITING) {
            channel.suspendReads();
            Connectors.executeRootHandler(again -> end(progress), exchange);
        }
    }

    private enum Progress {
        WAITING,
        WHOLE,
        TOO_LARGE,
        BROKEN
    }

    private Progress take(StreamSourceChannel channel) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    return Progress.WHOLE;
                }
                if (count == 0) {
                    return Progress.WAITING;
                }
                if (count > most - size) {
                    return Progress.TOO_LARGE;
                }
                keep(buffer.flip());
            }
        } catch (IOException e) {
            return Progress.BROKEN;
        }
    }

    private void keep(ByteBuffer buffer) {
        int needed = size + buffer.remaining();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(needed, bytes.length * 2)));
        }
        buffer.get(bytes, size, needed - size);
        size = needed;
    }

    private void end(Progress progress) {
        switch (progress) {
            case WHOLE -> ends.whole().accept(Body.of(size == bytes.length ? bytes : Arrays.copyOf(bytes, size)));
            case TOO_LARGE -> ends.tooLarge().run();
            case BROKEN -> ends.broken().run();
            case WAITING -> throw new IllegalStateException("nothing has ended");
        }
    }
}
