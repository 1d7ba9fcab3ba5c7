package dev.daypass.server.portal.view;

import dev.daypass.server.portal.view.Holdings.Moment;
import java.util.List;
import java.util.Optional;

/** How the identity providers are. */
public record AdminProviders(List<Row> rows) {
    public AdminProviders {
        rows = List.copyOf(rows);
    }

    /**
     * A provider.
     *
     * @param kind key of its kind's name
     * @param state key of its state's name
     * @param style of its state: {@code good}, {@code warned}, {@code bad} or empty
     * @param facts times and numbers, in order
     * @param problem what failed last; may be empty
     * @param cure what to do; empty: nothing
     */
    public record Row(
            String name,
            String kind,
            String state,
            String style,
            List<Fact> facts,
            List<Server> servers,
            String problem,
            String cure) {
        public Row {
            facts = List.copyOf(facts);
            servers = List.copyOf(servers);
        }
    }

    /**
     * A fact.
     *
     * @param key of its name
     */
    public record Fact(String key, String text, Optional<Moment> moment) {}

    /**
     * A directory's server.
     *
     * @param state key of its state's name
     */
    public record Server(String url, String state, String problem) {}
}
