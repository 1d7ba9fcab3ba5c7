package dev.daypass.core.outcome;

import java.util.Optional;
import java.util.function.Function;

/**
 * A value, or the refusal that stands in its place.
 *
 * @param <T> what is granted
 */
public sealed interface Outcome<T> {
    /** The value. */
    record Granted<T>(T granted) implements Outcome<T> {}

    /** The refusal. */
    record Refused<T>(Refusal refused) implements Outcome<T> {}

    static <T> Outcome<T> granted(T value) {
        return new Granted<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Refuses with a sentence for the caller and the whole truth for the audit. */
    static <T> Outcome<T> refused(Reason reason, String publicMessage, String auditDetail) {
        return new Refused<>(new Refusal(reason, publicMessage, auditDetail));
    }

    /** Goes on with the value; a refusal passes through untouched. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Refused::new);
    }

    default <R> Outcome<R> map(Function<? super T, R> change) {
        return fold(value -> new Granted<>(change.apply(value)), Refused::new);
    }

    default <R> R fold(Function<? super T, R> granted, Function<Refusal, R> refused) {
        if (this instanceof Granted<T> g) {
            return granted.apply(g.granted());
        }
        return refused.apply(((Refused<T>) this).refused());
    }

    default Optional<T> value() {
        return fold(Optional::of, refusal -> Optional.empty());
    }

    default Optional<Refusal> refusal() {
        return fold(value -> Optional.empty(), Optional::of);
    }
}
