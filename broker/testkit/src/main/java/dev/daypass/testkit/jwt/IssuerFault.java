package dev.daypass.testkit.jwt;

/** What a {@link TokenIssuer} can do wrong when asked for its documents. */
public enum IssuerFault {
    /** Nothing: it is well. */
    NONE,
    /** Answers 503. */
    DOWN,
    /** Answers 404. */
    GONE,
    /** Sends the first bytes of an answer and then nothing until it is closed. */
    STUCK,
    /** Sends megabytes of white space before the answer. */
    HUGE,
    /** Redirects to the same path at another host. */
    REDIRECT_TO_OTHER_HOST,
    /** Redirects to another path of its own. */
    REDIRECT_WITHIN,
    /** Redirects to itself for ever. */
    REDIRECT_LOOP,
    /** Redirects to a local file. */
    REDIRECT_TO_FILE,
    /** Answers a page for people. */
    HTML,
    /** Answers compressed. */
    GZIP
}
