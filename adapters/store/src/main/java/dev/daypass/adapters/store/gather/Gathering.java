package dev.daypass.adapters.store.gather;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Gathers concurrent calls into batches that are written one after another, and gives each caller its own answer.
 *
 * <p>There is no thread of its own and no waiting for company: a call that finds nobody writing writes itself, alone, in
 * its own thread; calls that arrive meanwhile wait, and one of them writes them all. If a batch fails, each of its
 * callers gets the failure. Safe for several threads.
 *
 * @param <Q> what one caller hands in
 * @param <A> what one caller gets back
 */
public final class Gathering<Q, A> {
    private final int most;
    private final Function<List<Q>, List<A>> write;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Call<Q, A>> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * A gathering before its first call.
     *
     * @param most the largest batch
     * @param write writes a batch; answers in the order of the questions. Never runs twice at a time
     */
    public Gathering(int most, Function<List<Q>, List<A>> write) {
        this.most = most;
        this.write = write;
    }

    /** Hands in one question and returns when the batch it came into is written. */
    public A submit(Q question) {
        var call = new Call<Q, A>(question, lock.newCondition());
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            waiting.add(call);
        } finally {
            lock.unlock();
        }
        try {
            for (List<Call<Q, A>> batch = turn(call); !batch.isEmpty(); batch = turn(call)) {
                write(batch);
            }
        } finally {
            if (interrupted) {
                // An interrupted thread would close database and log files under everybody's feet: it is told
                // afterwards.
                Thread.currentThread().interrupt();
            }
        }
        return call.answer();
    }

    /** How many calls wait for the next batch. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the call is answered (then nothing is to do) or until it is this thread's turn to write. */
    private List<Call<Q, A>> turn(Call<Q, A> call) {
        lock.lock();
        try {
            while (writing && !call.isAnswered()) {
                call.changed.awaitUninterruptibly();
            }
            if (call.isAnswered()) {
                return List.of();
            }
            writing = true;
            var batch = new ArrayList<Call<Q, A>>(Math.min(most, waiting.size()));
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Call<Q, A>> batch) {
        List<A> answers = List.of();
        Optional<RuntimeException> failure = Optional.empty();
        try {
            answers = write.apply(batch.stream().map(call -> call.question).toList());
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        } finally {
            release(batch, answers, failure);
        }
    }

    private void release(List<Call<Q, A>> batch, List<A> answers, Optional<RuntimeException> failure) {
        lock.lock();
        try {
            writing = false;
            for (int i = 0; i < batch.size(); i++) {
                Call<Q, A> call = batch.get(i);
                call.failure = failure.or(() -> Optional.of(new IllegalStateException("the batch was given up")));
                if (i < answers.size()) {
                    call.given = Optional.of(answers.get(i));
                }
                call.changed.signal();
            }
            if (!waiting.isEmpty()) {
                waiting.element().changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** One caller's question and, later, its answer; guarded by the lock until it is answered. */
    private static final class Call<Q, A> {
        private final Q question;
        private final Condition changed;
        private Optional<A> given = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();

        Call(Q question, Condition changed) {
            this.question = question;
            this.changed = changed;
        }

        boolean isAnswered() {
            return given.isPresent() || failure.isPresent();
        }

        A answer() {
            return given.orElseThrow(failure::orElseThrow);
        }
    }
}
