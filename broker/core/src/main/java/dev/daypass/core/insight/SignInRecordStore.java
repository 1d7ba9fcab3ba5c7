package dev.daypass.core.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: keeps the last sign-in of each person, for all nodes.
 *
 * <p>Safe for several threads; faults are {@link dev.daypass.core.outcome.UnavailableException}s. {@code
 * SignInRecordStoreContract} tests every implementation.
 */
public interface SignInRecordStore {
    /** Keeps sign-ins, each in place of an older one of the same person; a newer one stays. */
    void keep(List<SignInRecord> signIns);

    /** The newest, the newest of all first. */
    default List<SignInRecord.Kept> newest(int most) {
        return newest(Optional.empty(), most);
    }

    /** The newest of those that come behind one, the newest of all first; those of one instant by their ids. */
    List<SignInRecord.Kept> newest(Optional<SignInRecord.Kept> behind, int most);

    /** How many there are. */
    int count();

    Optional<SignInRecord.Kept> find(String id);

    /** Some of those that older keys sealed. */
    List<SignInRecord.Kept> sealedBefore(int keyVersion, int most);

    /** Puts the same, sealed anew, in the place of one that has not changed in between. */
    void reseal(SignInRecord.Kept former, int keyVersion, String sealed);

    /**
     * Forgets what is older than an instant, and of the rest all but the newest.
     *
     * @return how many are gone
     */
    int forget(Instant before, int most);
}
