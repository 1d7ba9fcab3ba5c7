package dev.daypass.core.signin;

import java.time.Instant;

/**
 * Port: counts attempts at passwords before anybody knows whether they are right, so that many at once are no way round
 * a limit. Brokers on one database count together.
 *
 * <p>Safe for several threads; faults are {@link dev.daypass.core.outcome.UnavailableException}s. {@code
 * GuessStoreContract} tests every implementation.
 */
public interface GuessStore {
    /** How keys begin that anybody can make up without end: a store with bounds may forget the oldest of these. */
    String OF_NAMES = "name:";

    /**
     * Takes one of the attempts that are left, if there is one.
     *
     * @param key whose; no secret and no name in clear
     * @param most attempts that may be taken
     * @param now when this one is
     * @param until when this one no longer counts
     * @return whether there was one left
     */
    boolean take(String key, int most, Instant now, Instant until);

    /**
     * Gives one attempt back that nobody has judged; nothing happens if there is none such.
     *
     * @param until what it was taken with
     */
    void giveBack(String key, Instant until);

    /** Gives all attempts of a key back: one of them was right. */
    void forgive(String key);

    /** Forgets attempts that no longer count; returns how many. */
    int forgetExpired(Instant before);
}
