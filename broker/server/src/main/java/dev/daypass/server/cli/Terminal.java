package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a verb may touch of the process it runs in.
 *
 * @param out where answers go
 * @param err where complaints go
 * @param environment gives the values of environment variables
 * @param asking where a person answers
 * @param desk for verbs that wait for a person
 */
record Terminal(
        PrintWriter out,
        PrintWriter err,
        Function<String, Optional<String>> environment,
        Clock clock,
        Asking asking,
        Desk desk) {
    /** Asks whoever sits there; empty if nobody does, or nothing is typed. */
    interface Asking {
        /** A line that is seen while it is typed. */
        Optional<String> line(String question);

        /** A line that is not. */
        Optional<Secret> secret(String question);

        /** What is passed on standard input, up to the end of its first line. */
        Optional<Secret> piped();
    }
}
