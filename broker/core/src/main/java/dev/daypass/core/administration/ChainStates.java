package dev.daypass.core.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: whether the audit's chain holds, as it was last found out. Asking costs nothing and may begin a new look. */
@FunctionalInterface
public interface ChainStates {
    State at(Instant now);

    /**
     * What is known.
     *
     * @param checkedAt when it was found out; absent: nobody has looked yet
     * @param places each place where the chain is kept
     */
    record State(Optional<Instant> checkedAt, List<Place> places) {
        public State {
            places = List.copyOf(places);
        }

        /** Whether it was looked at and every place holds. */
        public boolean holds() {
            return checkedAt.isPresent()
                    && places.stream().allMatch(place -> place.fault().isEmpty());
        }
    }

    /**
     * One place.
     *
     * @param entries how many were read
     * @param fault the first thing that is wrong
     */
    record Place(String name, long entries, Optional<String> fault) {}
}
