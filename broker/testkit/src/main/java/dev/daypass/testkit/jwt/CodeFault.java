package dev.daypass.testkit.jwt;

/** What a {@link CodeFlow} can do wrong. */
public enum CodeFault {
    /** Nothing: it is well. */
    NONE,
    /** Answers 503. */
    DOWN,
    /** Sends the first bytes of an answer and then nothing until it is told otherwise. */
    STUCK,
    /** Answers a page for people. */
    HTML,
    /** Answers a megabyte. */
    HUGE,
    /** Redirects to another address. */
    REDIRECT,
    /** Refuses with an error text that would do harm on a page or in a log. */
    HOSTILE_ERROR,
    /** Names a pushed request by more than fits into an address. */
    LONG_REQUEST_URI,
    /** Answers without an ID token. */
    NO_ID_TOKEN,
    /** Answers with a token type that is not Bearer. */
    OTHER_TOKEN_TYPE,
    /** Answers with an access token that would break a header. */
    ACCESS_TOKEN_WITH_LINE_END,
    /** Leaves the nonce out of the ID token. */
    NO_NONCE,
    /** Puts another nonce into the ID token. */
    OTHER_NONCE,
    /** Puts the hash of another access token into the ID token. */
    OTHER_AT_HASH,
    /** Puts a number where the hash should stand. */
    NUMBER_FOR_AT_HASH,
    /** Tells of somebody else at userinfo. */
    USERINFO_OF_ANOTHER,
    /** Tells of nobody in particular at userinfo. */
    USERINFO_OF_NOBODY,
    /** Gives userinfo as a signed token. */
    USERINFO_SIGNED,
    /** Leaves groups out of userinfo and names where to fetch them. */
    USERINFO_OVERAGE,
    /** Refuses the access token at userinfo. */
    USERINFO_REFUSES
}
