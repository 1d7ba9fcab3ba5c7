package dev.daypass.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Puts our own answer in the place of the parser's bare {@code 400}, which it writes past all handlers. Whatever is
 * written while no request has been made of a head is that answer; the connection is closed behind it.
 *
 * <p>Confined to the connection's I/O thread, but for the making of the answer, which may wait and has a worker.
 */
final class HeadAnswer extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final HeadGuard guard;
    private final Supplier<ByteBuffer> answers;
    private Optional<ByteBuffer> answer = Optional.empty();
    private Phase phase = Phase.PASSING;

    private enum Phase {
        PASSING,
        /** A worker makes the answer; until then nothing can be written. */
        WAITING,
        ANSWERING,
        /** The answer could not be made: the connection ends without one. */
        FAILED
    }

    /**
     * @param answers makes the answer to the head that the guard has read; called on a worker
     */
    HeadAnswer(StreamSinkConduit next, HeadGuard guard, Supplier<ByteBuffer> answers) {
        super(next);
        this.guard = guard;
        this.answers = answers;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (!guard.isAnswerless()) {
            return next.write(from);
        }
        if (phase == Phase.PASSING) {
            begin();
        }
        if (!isWritten()) {
            return 0;
        }
        int count = from.remaining();
        from.position(from.limit());
        return count;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        if (!guard.isAnswerless()) {
            return next.write(from, offset, length);
        }
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += write(from[i]);
        }
        return count;
    }

    @Override
    public void resumeWrites() {
        if (phase != Phase.WAITING) {
            next.resumeWrites();
        }
    }

    /** Whether all of our answer is out. */
    private boolean isWritten() throws IOException {
        if (phase == Phase.FAILED) {
            throw new IOException("the refusal of a head could not be made");
        }
        if (answer.isEmpty()) {
            return false;
        }
        next.write(answer.get());
        return !answer.get().hasRemaining();
    }

    private void begin() throws IOException {
        phase = Phase.WAITING;
        try {
            getWorker().execute(this::make);
        } catch (RejectedExecutionException e) {
            throw new IOException("the server is closing", e);
        }
    }

    private void make() {
        Optional<ByteBuffer> made = Optional.empty();
        try {
            made = Optional.of(answers.get());
        } finally {
            Optional<ByteBuffer> whole = made;
            getWriteThread().execute(() -> {
                answer = whole;
                phase = whole.isPresent() ? Phase.ANSWERING : Phase.FAILED;
                next.wakeupWrites();
            });
        }
    }
}
