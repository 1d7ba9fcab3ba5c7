package dev.daypass.core.session;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Names of the condition keys that a session begun by an OAuth client carries all its life. */
public final class ClientMarks {
    /** The id of the client that holds it now. */
    public static final String CLIENT = "daypass:client-id";

    /** The ids of the other clients that it came through, oldest first: what one of them hands on rests on all of them. */
    public static final String FORMER_CLIENTS = "daypass:former-client-ids";

    /** Who acts for the subject, the present one first (RFC 8693 section 4.1). */
    public static final String ACTOR = "daypass:actor";

    /** Whom the subject's token lets act for it: issuer and subject (RFC 8693 section 4.4). */
    public static final String MAY_ACT = "daypass:may-act";

    private ClientMarks() {}

    /** Every client that a session with these keys rests on. */
    public static List<String> clients(Map<String, List<String>> conditionKeys) {
        return Stream.concat(
                        conditionKeys.getOrDefault(FORMER_CLIENTS, List.of()).stream(),
                        conditionKeys.getOrDefault(CLIENT, List.of()).stream())
                .distinct()
                .toList();
    }
}
