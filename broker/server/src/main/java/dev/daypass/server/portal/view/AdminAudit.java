package dev.daypass.server.portal.view;

import dev.daypass.server.portal.view.Holdings.Moment;
import java.util.List;
import java.util.Optional;

/**
 * Entries of the audit, newest first.
 *
 * @param filter what was asked for
 * @param span how far the search looks back; empty: as far as there is something
 * @param stopped whether the search was stopped before it found anything
 * @param next link to the next page; empty: there is none
 * @param jsonLines link to the same as JSON Lines
 * @param csv link to the same as a table
 */
public record AdminAudit(
        Filter filter,
        Chain chain,
        Optional<Span> span,
        boolean stopped,
        List<Row> rows,
        String next,
        String jsonLines,
        String csv) {
    public AdminAudit {
        rows = List.copyOf(rows);
    }

    /**
     * How far a search looks back.
     *
     * @param ways to look further
     */
    public record Span(String text, List<Way> ways) {
        public Span {
            ways = List.copyOf(ways);
        }
    }

    /** A way on. */
    public record Way(String text, String link) {}

    /** The filters, as typed, and what there is to choose from. */
    public record Filter(
            String kind,
            String outcome,
            String reason,
            String person,
            String role,
            String correlation,
            String from,
            String until,
            String text,
            List<String> kinds,
            List<String> reasons) {
        public Filter {
            kinds = List.copyOf(kinds);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Whether the chain holds.
     *
     * @param style {@code good}, {@code bad} or empty while nobody knows
     * @param text in words
     */
    public record Chain(String style, String text, List<String> faults) {
        public Chain {
            faults = List.copyOf(faults);
        }
    }

    /**
     * An entry in words.
     *
     * @param link to the whole story; empty: it has none
     * @param doubt why it is not to be relied on; empty: the chain that it stands in holds
     */
    public record Row(
            Moment at, String kind, boolean granted, String story, String reason, String link, String doubt) {}
}
