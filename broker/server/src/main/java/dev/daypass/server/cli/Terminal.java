package dev.daypass.server.cli;

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
 */
record Terminal(PrintWriter out, PrintWriter err, Function<String, Optional<String>> environment, Clock clock) {}
