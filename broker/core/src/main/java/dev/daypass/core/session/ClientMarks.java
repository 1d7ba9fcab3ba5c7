package dev.daypass.core.session;

/** Names of the condition keys that a session begun by an OAuth client carries all its life. */
public final class ClientMarks {
    /** The client's id. */
    public static final String CLIENT = "daypass:client-id";

    /** Who acts for the subject, the present one first (RFC 8693 section 4.1). */
    public static final String ACTOR = "daypass:actor";

    /** Whom the subject's token lets act for it: issuer and subject (RFC 8693 section 4.4). */
    public static final String MAY_ACT = "daypass:may-act";

    private ClientMarks() {}
}
