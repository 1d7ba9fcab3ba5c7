package dev.daypass.core.signin;

import dev.daypass.core.outcome.Outcome;

/**
 * Port: reads one kind of proof, once. An adapter implements it; sign-in calls it.
 *
 * <p>Safe for several threads. {@code ProofReaderContract} tests every implementation.
 */
public interface ProofReader {
    /** The kind of proof this reader reads. */
    Proof.Kind kind();

    /** Parses within limits; checks the form, believes nothing. */
    Outcome<ParsedProof> read(Proof proof);
}
