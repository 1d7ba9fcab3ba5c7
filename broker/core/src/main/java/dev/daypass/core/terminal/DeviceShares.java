package dev.daypass.core.terminal;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.Optional;

/**
 * How many device grants may be under way, which anybody can begin (security O24). A source and its network begin so many
 * and no more. Where all is full nevertheless, the network that waits for most answers makes room: whoever floods from
 * however many addresses takes the places of their own, and one person's only grant is the last to go.
 */
final class DeviceShares {
    /** Grants that one source of requests may begin within {@link DeviceGrants#LIFE}. */
    static final int STARTS = 120;

    /** The same of a network, in which there may be many sources. */
    static final int NETWORK_STARTS = 1_200;

    /** Grants that may be under way at once, of all networks together: what nobody answers is no reason to keep more. */
    static final int MOST = 10_000;

    /** Others may make room at the same time, and take what was to give way. */
    private static final int TRIES = 5;

    private final DeviceGrantStore store;
    private final GuessStore guesses;

    DeviceShares(DeviceGrantStore store, GuessStore guesses) {
        this.store = store;
        this.guesses = guesses;
    }

    /** Why there is no place for one grant more; there is one if there is no reason. */
    Optional<Refusal> crowded(Instant now, RequestContext request) {
        Instant until = now.plus(DeviceGrants.LIFE);
        // The network first: its sources, of which it may have no end, fill no counters then.
        String network = key("device-network", request.client().network());
        if (!guesses.take(network, NETWORK_STARTS, now, until)) {
            return refused(
                    "Too many sign-ins were begun from your network; wait some minutes",
                    "O24: a network began " + NETWORK_STARTS + " device grants");
        }
        if (!guesses.take(key("device-start", request.client().source()), STARTS, now, until)) {
            // One source, refused as often as it likes, does not use up what its neighbours have.
            guesses.giveBack(network, until);
            return refused(
                    "Too many sign-ins were begun from here; wait some minutes",
                    "O24: " + STARTS + " device grants of one source are under way");
        }
        return hasRoom(now)
                ? Optional.empty()
                : refused(
                        "Too many sign-ins are under way; wait some minutes",
                        "O24: " + MOST + " device grants are under way, and all are answered");
    }

    private static String key(String kind, String who) {
        return GuessStore.OF_NAMES + TerminalHash.guess(kind, who);
    }

    private boolean hasRoom(Instant now) {
        boolean room = store.live(now) < MOST;
        for (int i = 0; i < TRIES && !room; i++) {
            room = store.giveWay(now);
        }
        return room;
    }

    private static Optional<Refusal> refused(String message, String detail) {
        return Optional.of(new Refusal(Reason.THROTTLED, message, detail));
    }
}
