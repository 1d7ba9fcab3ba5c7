package dev.daypass.core.terminal;

import java.time.Duration;

/** What a program learns that asks what has become of its device code (RFC 8628 section 3.5). */
public sealed interface Polled {
    /** The person said yes; this once. */
    record Granted(TerminalLogins.Tokens tokens) implements Polled {}

    /** Nobody has said anything yet. */
    record Pending() implements Polled {}

    /**
     * It asked too soon.
     *
     * @param interval what it has to wait from now on
     */
    record SlowDown(Duration interval) implements Polled {}

    /** The person said no. */
    record Denied() implements Polled {}

    /** Nobody said anything in time. */
    record Expired() implements Polled {}
}
