package dev.daypass.core.insight;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.signin.SignInWitness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last sign-in of each person, kept for the access explainer and the rule tester, sealed and for a while.
 *
 * <p>A sign-in only leaves a note in memory, and none if the same was noted minutes ago; {@link #write} puts the notes
 * of all into the store at once, in the background. Where there are more than can be written, some are lost: nothing
 * depends on them. Safe for several threads.
 */
public final class RecordedSignIns implements SignInWitness {
    /** How old what is known of somebody becomes at most while they sign in again and again. */
    static final Duration ANEW_AFTER = Duration.ofMinutes(5);

    private static final int MOST_WAITING = 2_000;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int RESEALED_AT_ONCE = 500;

    /** As if kept until tomorrow and gone by then. */
    private static final Duration FORGET_ALL = Duration.ofDays(-1);

    private final SignInRecordStore store;
    private final Supplier<KeyRing> keys;
    private final Retention retention;
    private final Object notes = new Object();
    private Map<Who, Note> waiting = new LinkedHashMap<>();
    private final Map<Who, Noted> remembered = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Noted> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * For how long and of how many people sign-ins are kept.
     *
     * @param keep zero: nothing is kept
     */
    public record Retention(Duration keep, int most) {
        boolean nothing() {
            return keep.isZero();
        }
    }

    private record Who(ProviderId provider, String subject) {}

    private record Note(Identity identity, Instant at) {}

    private record Noted(int print, Instant at) {}

    /**
     * @param keys seal what the store keeps
     */
    public RecordedSignIns(SignInRecordStore store, Supplier<KeyRing> keys, Retention retention) {
        this.store = store;
        this.keys = keys;
        this.retention = retention;
    }

    @Override
    public void signedIn(Identity identity, Instant at) {
        if (retention.nothing()) {
            return;
        }
        var who = new Who(identity.provider(), identity.subject().value());
        int print = 31 * identity.attributes().hashCode() + identity.user().hashCode();
        synchronized (notes) {
            Noted last = remembered.get(who);
            boolean same = last != null
                    && last.print() == print
                    && at.isBefore(last.at().plus(ANEW_AFTER));
            if (same || (waiting.size() >= MOST_WAITING && !waiting.containsKey(who))) {
                return;
            }
            remembered.put(who, new Noted(print, at));
            waiting.put(who, new Note(identity, at));
        }
    }

    /** Writes down what has been noted; done often, by one thread at a time. */
    public void write() {
        Map<Who, Note> noted;
        synchronized (notes) {
            noted = waiting;
            waiting = new LinkedHashMap<>();
        }
        if (noted.isEmpty()) {
            return;
        }
        KeyRing ring = keys.get();
        List<SignInRecord> records = new ArrayList<>(noted.size());
        noted.forEach((who, note) -> records.add(new SignInRecord(
                who.provider(),
                who.subject(),
                note.at(),
                ring.sealingVersion(),
                SignInSeal.seal(note.identity(), ring))));
        store.keep(records);
    }

    /** Forgets what is over and seals anew what old keys sealed, before they retire. */
    public void tidy(Instant now) {
        store.forget(now.minus(retention.nothing() ? FORGET_ALL : retention.keep()), retention.most());
        KeyRing ring = keys.get();
        for (SignInRecord.Kept kept : store.sealedBefore(ring.sealingVersion(), RESEALED_AT_ONCE)) {
            SignInSeal.anew(kept, ring).ifPresent(anew -> store.reseal(kept, ring.sealingVersion(), anew));
        }
    }

    /** The newest, those of this moment included. */
    public List<RecordedSignIn> newest(int most) {
        return page(Optional.empty(), most).people();
    }

    /**
     * Some of them.
     *
     * @param people those that can be opened
     * @param next where the next page goes on; absent: there are no more
     */
    public record Page(List<RecordedSignIn> people, Optional<SignInRecord.Kept> next) {
        public Page {
            people = List.copyOf(people);
        }
    }

    /** Some, newest first, from a place on; those of this moment included. */
    public Page page(Optional<SignInRecord.Kept> behind, int most) {
        write();
        KeyRing ring = keys.get();
        List<SignInRecord.Kept> kept = store.newest(behind, most);
        return new Page(
                kept.stream()
                        .flatMap(each -> SignInSeal.open(each, ring).stream())
                        .toList(),
                kept.size() < most ? Optional.empty() : Optional.of(kept.get(kept.size() - 1)));
    }

    /** How many there are, those of this moment included; opens none of them. */
    public int count() {
        write();
        return store.count();
    }

    public Optional<RecordedSignIn> find(String id) {
        return store.find(id).flatMap(kept -> SignInSeal.open(kept, keys.get()));
    }

    /** Whether sign-ins are kept at all. */
    public boolean areKept() {
        return !retention.nothing();
    }
}
