package dev.daypass.resourceserver.outcome;

import java.util.Optional;
import java.util.function.Function;

/** A value, or the refusal that stands in its place. */
public sealed interface Outcome<T> {
    /** It went well. */
    record Granted<T>(T it) implements Outcome<T> {}

    /** It did not, and why. */
    record Refused<T>(Refusal why) implements Outcome<T> {}

    static <T> Outcome<T> granted(T value) {
        return new Granted<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /**
     * A refusal.
     *
     * @param detail for the service's own log: names and numbers, never a token or a claim's value
     */
    static <T> Outcome<T> refused(Reason reason, String detail) {
        return new Refused<>(new Refusal(reason, detail));
    }

    /** Goes on with the value; a refusal passes through untouched. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Refused::new);
    }

    default <R> Outcome<R> map(Function<? super T, R> change) {
        return fold(value -> granted(change.apply(value)), Refused::new);
    }

    default <R> R fold(Function<? super T, ? extends R> granted, Function<? super Refusal, ? extends R> refused) {
        if (this instanceof Granted<T> good) {
            return granted.apply(good.it());
        }
        return refused.apply(((Refused<T>) this).why());
    }

    default Optional<T> value() {
        return fold(Optional::of, refusal -> Optional.empty());
    }

    default Optional<Refusal> refusal() {
        return fold(value -> Optional.empty(), Optional::of);
    }
}
