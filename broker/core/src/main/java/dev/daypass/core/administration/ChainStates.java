package dev.daypass.core.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: whether the audit's chains hold, as it was last found out. Asking costs nothing and may begin a new look. */
@FunctionalInterface
public interface ChainStates {
    State at(Instant now);

    /**
     * What is known.
     *
     * @param checkedAt when it was found out; absent: nobody has looked yet
     * @param places each place where a chain is kept
     * @param failure why there is nothing newer, if the last look came to nothing
     */
    record State(Optional<Instant> checkedAt, List<Place> places, Optional<Failure> failure) {
        public State {
            places = List.copyOf(places);
        }

        /** Nobody has looked yet. */
        public static State unknown() {
            return new State(Optional.empty(), List.of(), Optional.empty());
        }

        /** What is known of the chain of a node. */
        public Standing of(String node) {
            List<Place> its =
                    places.stream().filter(place -> place.node().equals(node)).toList();
            if (its.isEmpty()) {
                return Standing.NOT_VERIFIED;
            }
            return its.stream().allMatch(place -> place.fault().isEmpty()) ? Standing.HOLDS : Standing.BROKEN;
        }
    }

    /** What is known of one node's chain. */
    enum Standing {
        HOLDS,
        BROKEN,
        /** Nobody has looked at it here. */
        NOT_VERIFIED
    }

    /**
     * One place.
     *
     * @param node whose chain it is
     * @param entries how many were read
     * @param fault the first thing that is wrong
     */
    record Place(String node, String name, long entries, Optional<String> fault) {}

    /**
     * A look that came to nothing.
     *
     * @param again when the next one may begin
     */
    record Failure(Instant at, Instant again) {}
}
