package dev.daypass.server.portal.view;

import dev.daypass.server.portal.view.Holdings.Moment;
import java.util.List;
import java.util.Optional;

/**
 * Live sessions that an administrator may see.
 *
 * @param signIns whether sign-ins are shown, else roles in use
 * @param confined whether there may be more that are not theirs to see
 * @param filter what was asked for
 * @param rows a page of them
 * @param next link to the next page; empty: there is none
 * @param endAll what all of can be ended at once
 * @param ended what was just ended; empty: nothing
 */
public record AdminSessions(
        boolean signIns,
        boolean confined,
        Filter filter,
        List<Row> rows,
        String next,
        Optional<EndAll> endAll,
        String ended) {
    public AdminSessions {
        rows = List.copyOf(rows);
    }

    /** The filters, as typed. */
    public record Filter(
            String text,
            String subject,
            String provider,
            String role,
            String account,
            String address,
            List<String> providers) {
        public Filter {
            providers = List.copyOf(providers);
        }
    }

    /**
     * A session.
     *
     * @param who the subject
     * @param what the role, or kind of browser
     * @param where address; may be empty
     * @param chain how many sessions stand before it
     * @param last until when it works, or when it was last seen
     * @param mayEnd whether who looks may end it
     */
    public record Row(
            String id,
            String link,
            String who,
            String provider,
            String what,
            String where,
            int chain,
            Moment since,
            Moment last,
            boolean mayEnd) {}

    /**
     * All sessions of somebody, or of a role.
     *
     * @param scope {@code subject} or {@code role}
     */
    public record EndAll(String scope, String name, String provider) {}
}
